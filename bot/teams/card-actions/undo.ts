import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { takeBack } from '../commands/undo.ts';
import { OUTDATED } from '../turn/reaction.ts';
import type { CardActionHandler } from './card-action.ts';

/** On the echo of a change: takes back that change, and not whatever was changed last. */
export const UNDO: CardActionHandler = {
  verb: 'undo',
  act: 'undo',
  async handle({ data }, context) {
    const { guide, undo, inbound, localNow } = context;
    const { change } = data;
    const isNumber = typeof change === 'string' && /^\d{1,18}$/.test(change);
    const entry = isNumber ? await undo.find(inbound.conversation, change, localNow.now) : null;
    if (!entry) return OUTDATED;
    const { isUndone, note } = await takeBack(entry, context);
    if (!isUndone) {
      return {
        toast: `${note.title}.`,
        posts: [{ message: renderNote(guide, { ...note, hasSource: false }) }],
      };
    }
    const facts = [...(note.facts ?? []), { title: 'Undone by', value: escapeMarkdown(inbound.person.name) }];
    return { toast: 'Undone.', card: renderNote(guide, { ...note, facts, hasSource: false }) };
  },
};
