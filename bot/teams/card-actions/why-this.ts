import { answerWhy } from '../commands/why.ts';
import type { CardActionHandler } from './card-action.ts';

/** "Why this?" on a reminder: the same as the command `why`. */
export const WHY_THIS: CardActionHandler = {
  verb: 'why-this',
  act: 'read',
  handle: async (_action, context) => ({
    toast: 'The answer is below.',
    posts: [{ message: await answerWhy(context) }],
  }),
};
