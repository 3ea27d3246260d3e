import { UNDO_HOURS } from '../../dashboard/undo.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { addUndo } from '../../rendering/undo-button.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { describeEntry } from './describe-entry.ts';
import { whereIs } from './open-dashboard.ts';

/** More are in the dashboard. */
const MOST_SHOWN = 5;

/** `history`: what was changed here lately, with a button that takes the last change back, and where all are listed. */
export const HISTORY = defineCommand({
  name: 'history',
  act: 'read',
  forms: ['history', 'what did I just change?'],
  parse: (text) => (/^(?:history|what did (?:i|we) just change)$/i.test(text) ? {} : null),
  handle: (_args, context) => showHistory(context),
});

async function showHistory(context: CommandContext) {
  const { undo, inbound, localNow } = context;
  const standing = await undo.findSince(inbound.conversation, null, localNow.now);
  const [last, ...others] = standing.slice(-MOST_SHOWN).reverse();
  const before = others.map((entry) => `- ${describeEntry(entry, context)}`).join('\n');
  const paragraphs = [
    last
      ? `The last change here: ${describeEntry(last, context)}.`
      : `Nothing was changed here in the last ${UNDO_HOURS} hours.`,
    ...(before ? [`Before it:\n${before}`] : []),
    whereIs('Who changed what and when is in the printed report, under **Export** in', context),
  ];
  return addUndo(renderNote(null, { title: 'History', paragraphs }), last ? [last.number] : []);
}
