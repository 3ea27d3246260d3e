import { nameChange } from '../../dashboard/undo-texts.ts';
import { UNDO_HOURS } from '../../dashboard/undo.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { addUndo } from '../../rendering/undo-button.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { whereIs } from './open-dashboard.ts';

/** `history`: what was changed here last, with a button that takes it back, and where all changes are listed. */
export const HISTORY = defineCommand({
  name: 'history',
  act: 'read',
  forms: ['history', 'what did I just change?'],
  parse: (text) => (/^(?:history|what did (?:i|we) just change)$/i.test(text) ? {} : null),
  handle: (_args, context) => showHistory(context),
});

async function showHistory(context: CommandContext) {
  const { undo, inbound, localNow } = context;
  const last = await undo.findLast(inbound.conversation, localNow.now);
  const paragraphs = [
    last
      ? `The last change here: ${nameChange(last, localNow)}.`
      : `Nothing was changed here in the last ${UNDO_HOURS} hours.`,
    whereIs('Who changed what and when is in the printed report, under **Export** in', context),
  ];
  return addUndo(renderNote(null, { title: 'History', paragraphs }), last ? [last.number] : []);
}
