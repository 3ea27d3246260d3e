import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEFAULT_OFFSETS, reminderDueAt } from '../../bot/reminders/schedule.ts';
import { planReminders } from '../../bot/reminders/plan.ts';
import { createPlanner } from '../../bot/reminders/planner.ts';
import { createReminderPlans } from '../../bot/store/reminders/reminder-plans.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import {
  BOT,
  DUE,
  fillStore,
  FIRST_PORT,
  NOTICE,
  startConnector,
  startPostgres,
  type Stores,
  type Where,
} from './delivery-world.ts';
import { residentMegabytes, startBot, stopBot } from './processes.ts';

type Print = (name: string, value: string) => void;

const CEILING_AN_HOUR = 180_000;
const CUT_OFF = '2023-10-01';
const SIZES = [1_000, 10_000, 100_000];
const PLACES = ['embedded', 'PostgreSQL'] as const;

/** Seconds of the run against one tenant's limit; 10,000 posts take 202. */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60);

/** A moment before the reminders are due, and a day. */
const BEFORE = '2023-09-24T08:59:55Z';
const DAY_BEFORE = '2023-09-23T09:00:00Z';

type Part = 'planning' | 'ledger' | 'memory' | 'one-tenant' | 'many-tenants';

/** How fast reminders are planned and posted, and how much memory that takes; `part` leaves out the others. */
export async function benchDelivery(print: Print, part?: string): Promise<void> {
  const isWanted = (name: Part) => part === undefined || part === name;
  if (isWanted('planning')) benchPlanning(print);
  const folder = await mkdtemp(join(tmpdir(), 'cutover-bench-'));
  const postgres = await startPostgres(folder);
  const stores = { folder, postgres };
  try {
    if (isWanted('ledger')) for (const where of PLACES) await benchLedger(print, stores, where);
    if (isWanted('memory')) for (const where of PLACES) await benchMemory(print, stores, where);
    for (const [where, processes] of [
      ['embedded', 1],
      ['PostgreSQL', 1],
      ['PostgreSQL', 4],
    ] as const) {
      const run = { stores, where, processes };
      if (isWanted('one-tenant')) await benchOneTenant(print, run);
      if (isWanted('many-tenants')) await benchManyTenants(print, run);
    }
  } finally {
    await postgres.server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function benchPlanning(print: Print): void {
  const zones = Intl.supportedValuesOf('timeZone');
  const asked = performance.now();
  for (const zone of zones) reminderDueAt('2023-10-01', 0, { offsets: [0], localTime: '09:00', zone });
  print(`ask for ${zones.length} zones for the first time, ms`, (performance.now() - asked).toFixed(0));
  for (const count of SIZES) {
    const before = process.memoryUsage().rss;
    const subscriptions = Array.from({ length: count }, (_, i) => ({
      id: randomUUID(),
      localTime: `${String(i % 24).padStart(2, '0')}:00`,
      zone: zones[i % zones.length] ?? 'UTC',
      offsets: DEFAULT_OFFSETS,
      since: new Date('2022-01-01T00:00:00Z'),
    }));
    const started = performance.now();
    let planned = 0;
    for (const schedule of subscriptions) {
      const { post } = planReminders({ cutOff: CUT_OFF, schedule, since: schedule.since, now: DUE });
      if (post) planned++;
    }
    const milliseconds = performance.now() - started;
    const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
    print(
      `plan ${count} subscriptions, ms; memory added, MiB`,
      `${milliseconds.toFixed(0)}; ${megabytes.toFixed(0)} (${planned} posts; aim: under 2000 for 100000)`,
    );
  }
}

/** From subscriptions that are due to posts in the ledger with their jobs in the queue. */
async function benchLedger(print: Print, stores: Stores, where: Where): Promise<void> {
  for (const conversations of SIZES) {
    const world = { serviceUrl: 'http://127.0.0.1:9/', tenants: 200, conversations };
    const { open } = await fillStore(stores, where, world);
    const database = await open();
    const queue = createPostQueue(database.boss, database.db, (error) => {
      throw error;
    });
    await queue.start();
    const planner = createPlanner({
      clock: { now: () => DUE },
      plans: createReminderPlans(database.db, queue),
      cutOffs: () => new Map([[NOTICE, CUT_OFF]]),
      readProgress: () => Promise.resolve(new Map()),
      log: console,
    });
    const started = performance.now();
    await planner.runOnce();
    const milliseconds = performance.now() - started;
    const again = performance.now();
    await planner.runOnce();
    print(
      `${conversations} due reminders into the ledger, ${where}, ms`,
      `${milliseconds.toFixed(0)} (${((milliseconds * 1_000) / conversations).toFixed(0)} microseconds each); ` +
        `a look at it when nothing is due: ${(performance.now() - again).toFixed(0)}`,
    );
    await queue.stop();
    await database.close();
  }
}

/** Of a process over 100,000 subscriptions: when nothing is due, and while all are posted. */
async function benchMemory(print: Print, stores: Stores, where: Where): Promise<void> {
  for (const conversations of [1_000, 100_000]) {
    const connector = await startConnector();
    const world = { serviceUrl: connector.url, tenants: 200, conversations };
    const { env } = await fillStore(stores, where, world);
    const calm = await startBot(BOT, FIRST_PORT, { ...env, CLOCK_START: DAY_BEFORE });
    await pause(10_000);
    const resident = residentMegabytes(calm.child);
    await stopBot(calm.child);
    const busy = await startBot(BOT, FIRST_PORT, { ...env, CLOCK_START: BEFORE });
    let most = 0;
    for (let second = 0; second < SECONDS; second++) {
      await pause(1_000);
      most = Math.max(most, residentMegabytes(busy.child));
    }
    await stopBot(busy.child);
    print(
      `${conversations} subscriptions, ${where}: MB resident`,
      `${resident.toFixed(0)} at rest; ${most.toFixed(0)} at the most while ${connector.accepted()} were posted; ` +
        `start to /healthz ${calm.startMs.toFixed(0)} ms, the next time ${busy.startMs.toFixed(0)}`,
    );
    connector.close();
  }
}

interface Run {
  stores: Stores;
  where: Where;
  processes: number;
}

/** 10,000 conversations of one tenant that are all due at once. */
async function benchOneTenant(print: Print, run: Run): Promise<void> {
  const { arrivals, refused } = await post({ ...run, tenants: 1, conversations: 10_000, seconds: SECONDS });
  const all = [...arrivals.values()].flat().sort((a, b) => a - b);
  const seconds = ((all.at(-1) ?? 0) - (all[0] ?? 0)) / 1_000;
  const anHour = ((all.length - 1) / seconds) * 3_600;
  print(
    `one tenant, ${run.where}, ${run.processes} process(es): posts an hour`,
    `${anHour.toFixed(0)}, ${((100 * anHour) / CEILING_AN_HOUR).toFixed(1)} % of the ceiling (aim: 98 %); ${refused} came too early and were refused, in ${seconds.toFixed(0)} s`,
  );
}

/** 200 tenants of 50 conversations, which the limits let go within a second. */
async function benchManyTenants(print: Print, run: Run): Promise<void> {
  const { arrivals, refused } = await post({ ...run, tenants: 200, conversations: 10_000, seconds: 300 });
  const all = [...arrivals.values()].flat().sort((a, b) => a - b);
  const seconds = ((all.at(-1) ?? 0) - (all[0] ?? 0)) / 1_000;
  print(
    `200 tenants, ${run.where}, ${run.processes} process(es): posts a second`,
    `${(all.length / seconds).toFixed(0)}; ${all.length} posts, ${refused} came too early and were refused`,
  );
}

async function post({
  stores,
  where,
  processes,
  tenants,
  conversations,
  seconds,
}: Run & { tenants: number; conversations: number; seconds: number }) {
  const connector = await startConnector();
  const { env } = await fillStore(stores, where, { serviceUrl: connector.url, tenants, conversations });
  const bots = await Promise.all(
    Array.from({ length: processes }, (_, i) =>
      startBot(BOT, FIRST_PORT + i, { ...env, CLOCK_START: BEFORE }),
    ),
  );
  const deadline = performance.now() + seconds * 1_000 + 10_000;
  while (connector.accepted() < conversations && performance.now() < deadline) await pause(250);
  await Promise.all(bots.map(({ child }) => stopBot(child)));
  connector.close();
  return { arrivals: connector.arrivals, refused: connector.refused() };
}
