import type { CardActionHandler } from './card-action.ts';

/** Of what a client sends: no card has more commands. */
const MOST_LINES = 20;

/**
 * The button of a question back: carries out the commands that it names, as if the person had typed them. Each is
 * checked against what the person may do.
 */
export const DO_IT: CardActionHandler = {
  verb: 'do-it',
  act: 'read',
  async handle({ data }, { carryOut }) {
    const text = typeof data['text'] === 'string' ? data['text'] : '';
    const posts = await carryOut(text.split('\n').slice(0, MOST_LINES));
    return posts.length > 0
      ? { toast: 'Done: see the card below.', posts }
      : { toast: 'This button is out of date. Type it again, please.' };
  },
};
