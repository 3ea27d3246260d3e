import { run } from '../app/run.ts';
import { defineCommand } from './command.ts';

/** Runs the bot until it is told to end. */
export const main = defineCommand(
  {
    call: 'node dist/index.js',
    about: 'Runs Cutover, by the settings in env/README.md. `npm start` builds it first.',
    options: {},
    examples: [''],
  },
  async () => {
    await run();
    return 0;
  },
);
