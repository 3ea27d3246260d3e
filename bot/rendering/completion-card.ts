import type { Guide } from '../guidance/guide.ts';
import type { CompletedServer } from '../servers/judge-server.ts';
import { describeReport } from '../servers/server.ts';
import { escapeMarkdown, formatCardTime } from './message.ts';
import { renderNote } from './note-cards.ts';
import type { Message } from '../delivery/message.ts';

/** Servers listed on one card; the others are counted. */
const MAX_SERVERS = 20;

/** Says that no reported server is affected any more, lists who reported what, and that reminders have stopped. */
export function renderCompletion(guide: Guide, ways: readonly CompletedServer[]): Message {
  const { product } = guide;
  const more = ways.length - MAX_SERVERS;
  return renderNote(guide, {
    title: `Done: every reported server is off ${product}`,
    paragraphs: [
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
