import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadGuide } from '../../bot/sources/notices/load-guide.ts';
import { parseCommand } from '../../bot/teams/commands/parse-command.ts';
import { readNotice } from '../../bot/sources/notices/read-notice.ts';
import { benchAlerts } from './alerts.ts';
import { benchCards } from './cards.ts';
import { benchDelivery } from './delivery.ts';
import { benchRecognition } from './recognition.ts';
import { benchTab } from './tab.ts';
import { sendLoad, spread, startConnector, type LoadResult } from './load.ts';
import { killBots, residentMegabytes, startBot, stopBot } from './processes.ts';

const BOT = ['--max-semi-space-size=64', 'dist/index.js'];
const BARE_BOT = ['--import', 'tsx', 'tests/bench/bare-bot.ts'];
const PORTS = { cutover: 29781, bare: 29782 };
const ROUNDS = 5;
const NOTICE = 'bot/notices/azure-ad-connect-v1';

const folder = await mkdtemp(join(tmpdir(), 'cutover-bench-'));
const env = { DATA_DIR: join(folder, 'store'), LOG_LEVEL: 'warn' };
try {
  if (process.argv[2] === 'delivery') await benchDelivery(print, process.argv[3]);
  else if (process.argv[2] === 'cards') benchCards(print);
  else if (process.argv[2] === 'alerts') await benchAlerts(print);
  else if (process.argv[2] === 'tab') await benchTab(print, env);
  else await benchAll(process.argv[2]);
} finally {
  killBots();
  await rm(folder, { recursive: true, force: true });
}

/** `file` holds labelled messages for recognition. */
async function benchAll(file: string | undefined): Promise<void> {
  await benchCompile();
  await benchStart();
  await benchTurns();
  benchCards(print);
  await benchRecognition(print, file);
  await benchTab(print, { ...env, DATA_DIR: join(folder, 'tab') });
  await benchDelivery(print);
  await benchAlerts(print);
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(58)} ${value}\n`);
}

async function benchCompile(): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const before = performance.now();
    await readNotice(NOTICE);
    times.push(performance.now() - before);
  }
  const { median, p99 } = spread(times);
  print('compile the notice (7 articles), ms: median, p99', `${median.toFixed(0)}, ${p99.toFixed(0)}`);
}

async function benchStart(): Promise<void> {
  const first = await startBot(BOT, PORTS.cutover, env);
  print('start to /healthz on a new store, ms', first.startMs.toFixed(0));
  await stopBot(first.child);
  const times: number[] = [];
  let memory = NaN;
  for (let i = 0; i < ROUNDS; i++) {
    const { child, startMs } = await startBot(BOT, PORTS.cutover, env);
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

async function benchTurns(): Promise<void> {
  const guide = await loadGuide();
  // Questions: an order such as "remind us" also writes to the store, which the bare bot has none of.
  const questions = guide.phrases.filter(({ text }) => !parseCommand(text));
  const texts = questions.filter((_, i) => i % 17 === 0).map(({ text }) => text);
  const { server, serviceUrl } = await startConnector();
  const bots = {
    bare: await startBot(BARE_BOT, PORTS.bare, {}),
    cutover: await startBot(BOT, PORTS.cutover, env),
  };
  for (const connections of [1, 16]) {
    const count = connections === 1 ? 600 : 3000;
    const results: Record<keyof typeof bots, LoadResult[]> = { bare: [], cutover: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      for (const name of ['bare', 'cutover'] as const) {
        const result = await sendLoad({ port: PORTS[name], serviceUrl, texts, count, connections });
        if (round > 0) results[name].push(result); // the first round warms up
      }
    }
    const [bare, cutover] = [middle(results.bare), middle(results.cutover)];
    for (const [name, { perSecond, median, p99 }] of Object.entries({ bare, cutover })) {
      print(
        `${name}, ${connections} connection(s): messages/s; turn ms median, p99`,
        `${perSecond.toFixed(0)}; ${median.toFixed(2)}, ${p99.toFixed(2)}`,
      );
    }
    print(
      `ratio of throughput, cutover / bare, ${connections} connection(s)`,
      `${(cutover.perSecond / bare.perSecond).toFixed(2)} (aim: at least 0.80)`,
    );
  }
  print(
    'resident memory after the load, MB: bare, cutover',
    `${residentMegabytes(bots.bare.child).toFixed(0)}, ${residentMegabytes(bots.cutover.child).toFixed(0)}`,
  );
  await stopBot(bots.bare.child);
  await stopBot(bots.cutover.child);
  server.close();
}

/** The round whose throughput is the median. */
function middle(results: LoadResult[]): LoadResult {
  const sorted = results.toSorted((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] ?? { perSecond: 0, median: 0, p99: 0 };
}
