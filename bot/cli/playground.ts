import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DateTime } from 'luxon';
import { environmentWith, readConfig } from '../app/config.ts';
import { packageFolder } from '../platform/paths.ts';
import { CutoverError } from '../platform/errors.ts';
import { chosenNotices, loadPortfolio } from '../sources/notices/load-portfolio.ts';
import { defineCommand, runIfStarted } from './command.ts';

type Environment = Record<string, string | undefined>;

/** The first notice's last nine days, a day a minute: something is due after two, six, eight and nine minutes. */
const DEMO = { start: '2023-09-22T12:00', daysBefore: 9, rate: '1440' };

const PLAYGROUND_PORT = 56150;
const PLAYGROUND_URL = `http://localhost:${PLAYGROUND_PORT}`;
const START_TIMEOUT_MS = 60_000;
const PAUSE_MS = 100;

/** Runs the bot with a simulated clock beside Microsoft's local Teams client. */
export const main = defineCommand(
  {
    call: 'npm run playground --',
    about:
      'Runs Cutover in local mode with the Microsoft 365 Agents Playground, on a simulated clock. CLOCK_START and CLOCK_RATE\nset another one. Ctrl-C ends both.',
    options: {
      notice: { type: 'string', value: 'ID', text: 'start nine days before the deadline of this notice' },
    },
    examples: ['', '--notice connect-sync-app-authentication'],
  },
  async ({ values }, { environment }) => {
    const start = values.notice === undefined ? null : await startBefore(values.notice, environment);
    await runPlayground(start);
    return 0;
  },
);

/** Noon of the day that is so many days before the notice's deadline. */
export async function startBefore(id: string, environment: Environment): Promise<string> {
  if (environment['CLOCK_START'] !== undefined) {
    throw new CutoverError(
      'two-starts',
      `Both CLOCK_START and --notice ${id} choose where the clock starts: leave one of them out.`,
    );
  }
  const { guides } = await loadPortfolio(chosenNotices(id, environment));
  const date = guides.get(id)?.deadline?.date;
  if (date === undefined) {
    throw new CutoverError(
      'no-cut-off',
      `The notice "${id}" states no date that --notice could start before: leave --notice out. All notices are loaded without it, and CLOCK_START chooses where the clock starts.`,
    );
  }
  const day = DateTime.fromISO(date).minus({ days: DEMO.daysBefore });
  return day.toFormat("yyyy-MM-dd'T'12:00");
}

/** Starts the bot and Microsoft's playground beside it, and ends both together. */
async function runPlayground(start: string | null): Promise<void> {
  if (readConfig().bot) {
    throw new CutoverError(
      'not-local',
      'The playground works in local mode only: unset BOT_ID and try again.',
    );
  }
  await assertFree(PLAYGROUND_PORT);
  const scratch = await mkdtemp(join(tmpdir(), 'cutover-playground-'));
  const environment = demoEnvironment(scratch, start);
  const { port } = readConfig(environment);
  const family = createFamily(scratch);
  tell('Starting Cutover and the Microsoft 365 Agents Playground.');
  const bot = join(packageFolder, 'dist', 'index.js');
  family.start([bot], { env: environment, cwd: packageFolder, stdout: 'inherit' });
  const client = fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js'));
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  const options = ['start', '-e', endpoint, '-c', 'msteams', '-p', String(PLAYGROUND_PORT), '--dt'];
  family.start([client, ...options], { env: clientEnvironment(), cwd: scratch, stdout: 'ignore' });
  await answers(`http://127.0.0.1:${port}/readyz`);
  tell(`Cutover is ready on port ${port}; waiting for the Microsoft 365 Agents Playground.`);
  await answers(PLAYGROUND_URL);
  process.stdout.write(introduce(environment));
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/**
 * A new store each time, for the client forgets its conversations too. A clock or a store that is set is kept.
 * @param chosenStart before a notice's deadline; null: where nothing is set, that of the demonstration.
 */
function demoEnvironment(scratch: string, chosenStart: string | null): Environment {
  const { CLOCK_START, CLOCK_RATE, DATA_DIR, LOG_LEVEL, REMIND_AT_ONCE } = environmentWith({});
  const isClockSet = CLOCK_START !== undefined || CLOCK_RATE !== undefined;
  const isSimulated = chosenStart !== null || !isClockSet;
  const start = DateTime.fromISO(chosenStart ?? DEMO.start).toISO() ?? '';
  return environmentWith({
    DATA_DIR: DATA_DIR ?? join(scratch, 'store'),
    LOG_LEVEL: LOG_LEVEL ?? 'warn',
    REMIND_AT_ONCE: REMIND_AT_ONCE ?? 'on',
    ...(isSimulated ? { CLOCK_START: start, CLOCK_RATE: CLOCK_RATE ?? DEMO.rate } : {}),
  });
}

/** Our people and channels, and no browser: some machines have none, and the client ends when it cannot open one. */
function clientEnvironment(): Environment {
  return environmentWith({
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(packageFolder, 'env', 'playground.yml'),
    TEAMSAPPTESTER_BROWSER: 'none',
  });
}

function introduce(environment: Environment): string {
  const { clock } = readConfig(environment);
  const starts = clock.start
    ? `it started on ${DateTime.fromJSDate(clock.start).toFormat('d MMMM yyyy, HH:mm (ZZZZ)')}`
    : 'it shows the present';
  const isDemo = environment['CLOCK_RATE'] === DEMO.rate;
  const pace = isDemo
    ? 'a day passes in a minute. Reminders are due about two, six, eight and nine minutes after the start. If you turn reminders on later, the newest one that was due arrives at once'
    : clock.rate === 1
      ? 'it runs in real time'
      : `it runs ${clock.rate} times as fast as real time`;
  return `
Cutover is running. Open ${PLAYGROUND_URL}

  Personal Chat:  when does V1 stop working?   compare   should we go to V2 or cloud sync?
  Announcements:  @Cutover remind us at 09:00

The clock: ${starts}; ${pace}.

  another notice:   npm run playground -- --notice connect-sync-app-authentication
  another instant:  CLOCK_START=2023-09-29T12:00:00Z CLOCK_RATE=60 npm run playground
  the real clock:   CLOCK_RATE=1 npm run playground
Ctrl-C ends everything.
`;
}

/** Processes that end together: with the first that ends, or when somebody ends this one. */
function createFamily(scratch: string) {
  const children: ChildProcess[] = [];
  let isEnding = false;
  async function end(code: number): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = running.map((child) => once(child, 'exit'));
    for (const child of running) child.kill('SIGTERM');
    await Promise.all(ended);
    await rm(scratch, { recursive: true, force: true });
    process.exit(code);
  }
  process.once('SIGINT', () => void end(0));
  process.once('SIGTERM', () => void end(0));
  return {
    start(command: string[], options: { env: Environment; cwd: string; stdout: 'inherit' | 'ignore' }): void {
      const stdio = ['ignore', options.stdout, 'inherit'] as const;
      const child = spawn(process.execPath, command, { ...options, stdio: [...stdio] });
      children.push(child);
      child.once('exit', (code) => void end(code ?? 1));
    },
    end,
  };
}

async function assertFree(port: number): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(port), 'listening');
  } catch (cause) {
    const message = `Port ${port} is taken, and the playground needs it: end the program that uses it and try again.`;
    throw new CutoverError('port-unavailable', message, { cause });
  }
  await new Promise((resolve) => server.close(resolve));
}

/** Resolves when `url` answers 200. */
async function answers(url: string): Promise<void> {
  const tries = START_TIMEOUT_MS / PAUSE_MS;
  for (let i = 0; i < tries; i++) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await pause(PAUSE_MS);
  }
  throw new CutoverError('not-started', `${url} did not answer within ${START_TIMEOUT_MS / 1000} seconds.`);
}

await runIfStarted(import.meta.url, main);
// What was started before a failure would keep this process alive.
if (process.exitCode) process.exit();
