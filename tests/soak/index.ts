import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCommand, runIfStarted } from '../../bot/cli/command.ts';
import { CutoverError } from '../../bot/platform/errors.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { isPassed, writeReport } from './report.ts';
import { runSoak } from './run-soak.ts';

/** Runs a soak over a PostgreSQL of its own, and prints what people saw. */
export const main = defineCommand(
  {
    call: 'npm run soak --',
    about:
      'Kills processes, cuts the database and breaks Teams while channels ask for reminders, and compares what people see with what was promised. The exit code is 1 when a reminder was lost or doubled.',
    options: {
      minutes: { type: 'string', value: 'N', text: 'how long troubles last', default: '10' },
      seed: { type: 'string', value: 'N', text: 'decides which troubles come', default: '1' },
      instances: { type: 'string', value: 'N', text: 'processes over the store', default: '2' },
    },
    examples: ['--minutes 30', '--minutes 5 --seed 7 --instances 1'],
  },
  async ({ values }, { stdout }) => {
    const folder = await mkdtemp(join(tmpdir(), 'cutover-soak-'));
    const server = await startPostgres(folder);
    try {
      const report = await runSoak({
        minutes: positive('minutes', values.minutes),
        seed: positive('seed', values.seed),
        instances: positive('instances', values.instances),
        place: { databaseUrl: `${server.url}/migrated`, dataDir: folder },
      });
      stdout.write(writeReport(report));
      return isPassed(report) ? 0 : 1;
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new CutoverError('usage', `--${name} "${value}" must be a number above 0.`);
  return number;
}

await runIfStarted(import.meta.url, main);
