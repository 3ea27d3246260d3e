import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { NAME } from '../../servers/server.ts';
import { authorOf } from '../turn/activity.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { findListed, renderNotListed, renderStays } from './listed-server.ts';
import { describeServer } from './report-server.ts';

const PATTERN = /^rename ([a-z0-9][\w.-]{1,62}) to ([a-z0-9][\w.-]{1,62})$/i;

interface Names {
  from: string;
  to: string;
}

/** `rename OLD to NEW`: gives a server another name, with all that was reported of it. */
export const RENAME_SERVER = defineCommand<Names>({
  name: 'rename-server',
  act: 'report-server',
  forms: ['rename AADC01 to AADC02'],
  parse(text) {
    const [, from, to] = PATTERN.exec(text) ?? [];
    return from === undefined || to === undefined || !NAME.test(to) ? null : { from, to };
  },
  handle: renameServer,
});

async function renameServer({ from, to }: Names, context: CommandContext) {
  const { registry, inbound, speakOf } = context;
  const { tenantId } = inbound.conversation;
  const found = await findListed(from, context);
  if (found.kind === 'not-listed') return renderNotListed(from);
  const { judged, refusal } = found;
  const { name } = judged.server;
  if (refusal) return renderStays(judged.server, refusal, `${name} keeps its name`);
  const outcome = await registry.rename(tenantId, { from: name, to }, authorOf(inbound));
  if (outcome === 'not-listed') return renderNotListed(from);
  const [before, after] = [escapeMarkdown(name), escapeMarkdown(to)];
  if (outcome === 'taken') {
    return renderNote(null, {
      title: `${before} keeps its name`,
      paragraphs: [
        `Another server is, or was, on the list as ${after}. Nothing has changed.`,
        `To report that one, type: ${after} runs 2.5.3.0. To remove this one, type: forget ${before}`,
      ],
    });
  }
  speakOf([to]);
  const renamed = (await registry.list(tenantId, { name: to })).find(({ server }) => server.name === to);
  if (!renamed) return renderNotListed(to);
  return describeServer(renamed, [{ title: 'Renamed', value: `${before} is now ${after}` }], context);
}
