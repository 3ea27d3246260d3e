import { askedKey } from '../../questions/thread-memory.ts';
import type { CardActionHandler } from './card-action.ts';

/**
 * The button of a question back: carries out what the person chose, as if they had typed it. It works until something
 * else is asked in the thread, for ten minutes at most.
 */
export const DO_IT: CardActionHandler = {
  verb: 'do-it',
  act: 'read',
  async handle({ data }, { memory, carryOut }) {
    const isAsked = data['asked'] === askedKey(memory.options);
    const chosen = isAsked ? memory.options[Number(data['choice'])] : undefined;
    const posts = chosen ? await carryOut(chosen.text.split('\n')) : [];
    return posts.length > 0
      ? { toast: 'See the card below.', posts }
      : { toast: 'This button is out of date. Please type it again.' };
  },
};
