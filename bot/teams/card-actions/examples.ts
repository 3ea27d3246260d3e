import type { CardActionHandler } from './card-action.ts';

/** Commands that change nothing, by the verb of their button under the help. */
const COMMANDS = { 'show-status': 'status', 'show-notices': 'notices', 'show-servers': 'servers' } as const;

/** The examples under the help: each does what somebody would type. */
export const EXAMPLES: readonly CardActionHandler[] = Object.entries(COMMANDS).map(([verb, command]) => ({
  verb,
  act: 'read',
  handle: async (_action, { carryOut }) => ({
    toast: 'The answer is below.',
    posts: await carryOut([command]),
  }),
}));
