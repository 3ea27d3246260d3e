import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { findUndone, takeBackAll } from '../commands/undo.ts';
import { readChanges } from '../../understanding/acts/take-back.ts';
import { OUTDATED } from '../turn/reaction.ts';
import type { CardActionHandler } from './card-action.ts';

/** On the echo of a change, or of several that were made together: takes back those, and not whatever was changed last. */
export const UNDO: CardActionHandler = {
  verb: 'undo',
  act: 'undo',
  async handle({ data }, context) {
    const { guide, inbound } = context;
    const { change } = data;
    const numbers = typeof change === 'string' ? readChanges(change) : null;
    const entries = numbers ? await findUndone(numbers, context) : [];
    if (entries.length === 0) return OUTDATED;
    const { isUndone, note } = await takeBackAll(entries, context);
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
