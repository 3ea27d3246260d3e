import type { Offer } from '../../rendering/answer-cards.ts';
import type { CardActionHandler } from './card-action.ts';

/** Commands that change nothing, by what their button says. */
const SHOWN = { Status: 'status', Deadlines: 'notices', Servers: 'servers' } as const;

/** The examples under the help: each does what somebody would type. */
export const EXAMPLES: readonly CardActionHandler[] = Object.values(SHOWN).map((command) => ({
  verb: verbOf(command),
  act: 'read',
  handle: async (_action, { carryOut }) => ({
    toast: 'The answer is below.',
    posts: await carryOut([command]),
  }),
}));

export const EXAMPLE_OFFERS: readonly Offer[] = Object.entries(SHOWN).map(([title, command]) => ({
  title,
  verb: verbOf(command),
}));

function verbOf(command: string): string {
  return `show-${command}`;
}
