import type { Guide } from '../guidance/guide.ts';
import type { CompletedServer } from '../servers/judge-server.ts';
import type { ForgottenServer } from '../servers/ports.ts';
import { describeReport, serverStatusOf } from '../servers/server.ts';
import { escapeMarkdown, formatCardTime } from './message.ts';
import { renderNote } from './note-cards.ts';
import type { Message } from '../delivery/message.ts';

/** Servers listed on one card; the others are counted. */
const MAX_SERVERS = 20;

/**
 * Says that no reported server is affected any more, lists who reported what, and that reminders have stopped. Of servers
 * that were taken off the list instead, it says so: nobody has reported that they are done.
 */
export function renderCompletion(
  guide: Guide,
  { ways, forgotten }: { ways: readonly CompletedServer[]; forgotten: readonly ForgottenServer[] },
): Message {
  const { product } = guide;
  const more = ways.length - MAX_SERVERS;
  return renderNote(guide, {
    title:
      forgotten.length === 0
        ? `Done: every reported server is off ${product}`
        : `No server on the list is on ${product} any more`,
    paragraphs: [
      ...forgotten.slice(0, MAX_SERVERS).map(describeForgotten),
      'Reminders have stopped. They resume if a server that still runs it is reported.',
      ...(more > 0 ? [`${more} more servers are in the report: /api/report.html`] : []),
    ],
    facts: ways.slice(0, MAX_SERVERS).map(({ name, from, to }) => ({
      title: escapeMarkdown(name),
      value: `${escapeMarkdown(describeReport(from))} → ${escapeMarkdown(describeReport(to))}, reported by ${escapeMarkdown(to.reporter)}, ${formatCardTime(to.observedAt)}`,
    })),
    topics: ['next-steps'],
    hasSource: false,
  });
}

function describeForgotten({ server, forgottenBy, forgottenAt }: ForgottenServer): string {
  const name = escapeMarkdown(server.name);
  const { version } = serverStatusOf(server);
  const last = version === null ? 'its version was unknown' : `it ran ${version}`;
  return `${escapeMarkdown(forgottenBy)} removed **${name}** from the list on ${formatCardTime(forgottenAt)}: ${last}, and nobody has reported it as migrated. If it’s still in use, report it again.`;
}
