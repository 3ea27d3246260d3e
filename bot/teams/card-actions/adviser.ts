import { renderAdviser } from '../../rendering/adviser-card.ts';
import { comparedBy } from '../commands/adviser.ts';
import { OUTDATED } from '../turn/reaction.ts';
import type { CardActionHandler } from './card-action.ts';

export const OPEN_ADVISER: CardActionHandler = {
  verb: 'open-adviser',
  act: 'read',
  handle(_action, context) {
    const guide = comparedBy(context);
    const { locale } = context.localNow;
    const message = renderAdviser(guide, { chosen: null, locale });
    return message ? { toast: 'The adviser is below.', posts: [{ message }] } : OUTDATED;
  },
};

/** Asks for the verdict on what is ticked. */
export const ADVISE: CardActionHandler = {
  verb: 'advise',
  act: 'read',
  handle({ data }, context) {
    const guide = comparedBy(context);
    const { locale } = context.localNow;
    const card = renderAdviser(guide, { chosen: rowsIn(data['needs']), locale });
    return card ? { toast: 'The verdict is in the card.', card } : OUTDATED;
  },
};

/** Row numbers, sent as `3,7`; empty for anything else. The adviser ignores rows that are no needs. */
function rowsIn(needs: unknown): number[] {
  if (typeof needs !== 'string') return [];
  return needs
    .split(',')
    .filter((index) => /^\d{1,6}$/.test(index))
    .map(Number);
}
