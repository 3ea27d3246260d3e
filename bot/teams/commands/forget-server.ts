import { isDone } from '../../campaign/progress.ts';
import { toSummary } from '../../guidance/plain-text.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { describeProgress } from '../../rendering/progress.ts';
import { countedImpactOf } from '../../servers/judge-server.ts';
import type { JudgedServer } from '../../servers/judge-server.ts';
import { serverStatusOf } from '../../servers/server.ts';
import { authorOf } from '../turn/activity.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { findListed, renderNotListed, renderStays } from './listed-server.ts';

/** A server may have the name that a single word is; not what stands for several, or for what was spoken of. */
const PATTERN =
  /^forget (?!(?:all|everything|everybody|them|these|those|both|it|that|this)$)([a-z0-9][\w.-]{1,62})$/i;

/** `forget NAME`: takes a server off the list. Its reports are kept as evidence, and its next report puts it back. */
export const FORGET_SERVER = defineCommand<{ name: string }>({
  name: 'forget-server',
  act: 'report-server',
  forms: ['forget AADC01'],
  parse(text) {
    const [, name] = PATTERN.exec(text) ?? [];
    return name === undefined ? null : { name };
  },
  handle: forgetServer,
});

async function forgetServer({ name }: { name: string }, context: CommandContext) {
  const { registry, inbound } = context;
  const { tenantId } = inbound.conversation;
  const found = await findListed(name, context);
  if (found.kind === 'not-listed') return renderNotListed(name);
  const { judged, refusal } = found;
  if (refusal) return renderStays(judged.server, refusal, `${judged.server.name} stays on the list`);
  const isForgotten = await registry.forget(tenantId, judged.server.name, authorOf(inbound));
  return isForgotten ? renderForgotten(judged, context) : renderNotListed(name);
}

/** Says what the server was, that nobody has reported it as done, and what is left. */
async function renderForgotten({ server, guide }: JudgedServer, { registry, inbound }: CommandContext) {
  const { tenantId } = inbound.conversation;
  const progress = (await registry.progress(tenantId)).get(guide.notice.id) ?? null;
  const left = (await registry.list(tenantId)).length;
  const { version, state, counted } = serverStatusOf(server);
  const impact = countedImpactOf(server, guide.notice.affects);
  const wasOpen = impact === 'affected' || impact === 'unknown';
  const was = version === null ? 'Its version was unknown' : `It ran ${version}`;
  const isLastOpen = wasOpen && progress !== null && isDone(progress);
  const source = server.reports.find(({ origin }) => origin === 'source');
  const paragraphs = [
    wasOpen
      ? `${was}, and nobody has reported it as migrated or decommissioned.`
      : `${state === 'in-use' ? was : `It was ${state}`}. ${counted.length > 1 ? 'Its reports are' : 'Its report is'} kept as evidence.`,
    ...(isLastOpen
      ? [
          `No server on the list is on ${guide.product} any more, so its reminders stop. If ${escapeMarkdown(server.name)} is still in use, undo this.`,
        ]
      : []),
    ...(left === 0 ? ['No server is left on the list. Reminders continue.'] : []),
    ...(source ? [`${escapeMarkdown(source.reporter)} reports it: the next report puts it back.`] : []),
  ];
  return renderNote(null, {
    title: `${escapeMarkdown(server.name)} is no longer on the list`,
    paragraphs,
    facts: [
      { title: 'Left on the list', value: left === 1 ? '1 server' : `${left} servers` },
      ...(progress
        ? [{ title: 'Servers', value: toSummary(describeProgress(progress, guide.product)) }]
        : []),
    ],
  });
}
