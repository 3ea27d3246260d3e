import type { Guide } from '../../guidance/guide.ts';
import { renderAdviser } from '../../rendering/adviser-card.ts';
import { OUTDATED, type CardActionHandlers } from '../turn/reaction.ts';

/** Buttons of the adviser: the one that opens it, and the one that asks for its verdict. */
export function createAdviserActions({ guide }: { guide: Guide }): CardActionHandlers {
  return {
    'open-adviser'(_action, _inbound, { locale }) {
      const message = renderAdviser(guide, { chosen: null, locale });
      return message ? { toast: 'The adviser is below.', posts: [{ message }] } : OUTDATED;
    },

    advise({ data }, _inbound, { locale }) {
      const card = renderAdviser(guide, { chosen: rowsIn(data['needs']), locale });
      return card ? { toast: 'The verdict is in the card.', card } : OUTDATED;
    },
  };
}

/** `3,7` as a client sends what is ticked; nothing for anything else. Which of them are needs is the table's to say. */
function rowsIn(needs: unknown): number[] {
  if (typeof needs !== 'string') return [];
  return needs
    .split(',')
    .filter((index) => /^\d{1,6}$/.test(index))
    .map(Number);
}
