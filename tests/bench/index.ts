import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchAlerts } from './alerts.ts';
import { benchCards } from './cards.ts';
import { benchCompile } from './compile.ts';
import { benchDelivery } from './delivery.ts';
import { benchFairness } from './fairness.ts';
import { benchRecognition } from './recognition.ts';
import { benchTab } from './tab.ts';
import { benchTurns } from './turns.ts';
import { benchUnderstanding } from './understanding.ts';
import { spread } from './load.ts';
import { killBots, residentMegabytes, startBot, stopBot } from './processes.ts';

const BOT = ['dist/index.js'];
const PORT = 29781;
const ROUNDS = 5;

const USAGE = `Usage: npm run bench -- [NAME [ARGUMENT]]

Measures performance, and asserts nothing. Without a name, everything is measured.

Names: NAMES
Options:
  --help  print this text

Example:
  npm run bench -- turns`;

/** `argument` is what follows the name, if anything does. */
const BENCHES: Record<string, (argument: string | undefined) => Promise<void> | void> = {
  all: (file) => benchAll(file),
  compile: () => benchCompile(print),
  delivery: (what) => benchDelivery(print, what),
  turns: (what) => benchTurns(print, { command: BOT, env }, what),
  fairness: () => benchFairness(print, { command: BOT, env }),
  cards: () => benchCards(print),
  alerts: () => benchAlerts(print),
  tab: () => benchTab(print, env),
  understanding: () => benchUnderstanding(print),
};

const folder = await mkdtemp(join(tmpdir(), 'cutover-bench-'));
const env = { DATA_DIR: join(folder, 'store'), LOG_LEVEL: 'warn' };
const [name = 'all', argument] = process.argv.slice(2);
try {
  const run = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (run) {
    await run(argument);
  } else if (name === '--help' || name === '-h') {
    process.stdout.write(`${USAGE.replace('NAMES', Object.keys(BENCHES).join(', '))}\n`);
  } else {
    const names = Object.keys(BENCHES).join(', ');
    process.stderr.write(`There is no bench "${name}": choose one of ${names}.\n`);
    process.exitCode = 2;
  }
} finally {
  killBots();
  await rm(folder, { recursive: true, force: true });
}

/** `file` holds labelled messages for recognition. */
async function benchAll(file: string | undefined): Promise<void> {
  await benchCompile(print);
  await benchStart();
  await benchTurns(print, { command: BOT, env }, undefined);
  await benchFairness(print, { command: BOT, env });
  benchCards(print);
  await benchRecognition(print, file);
  await benchUnderstanding(print);
  await benchTab(print, { ...env, DATA_DIR: join(folder, 'tab') });
  await benchDelivery(print);
  await benchAlerts(print);
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(58)} ${value}\n`);
}

async function benchStart(): Promise<void> {
  const first = await startBot(BOT, PORT, env);
  print('start to /healthz on a new store, ms', first.startMs.toFixed(0));
  await stopBot(first.child);
  const times: number[] = [];
  let memory = NaN;
  for (let i = 0; i < ROUNDS; i++) {
    const { child, startMs } = await startBot(BOT, PORT, env);
    times.push(startMs);
    memory = residentMegabytes(child);
    await stopBot(child);
  }
  print(
    'start to /healthz on an existing store, ms: median, worst',
    `${spread(times).median.toFixed(0)}, ${Math.max(...times).toFixed(0)} (aim: under 2000)`,
  );
  print('resident memory after that start, MB', memory.toFixed(0));
}
