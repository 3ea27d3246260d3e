import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { createClock } from '../../bot/platform/clock.ts';
import { theOnlyNotice, unchanging } from '../support/guide.ts';
import { createServerRegistry } from '../../bot/servers/server-registry.ts';
import { openDatabase } from '../../bot/store/database/database.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import { createStores } from '../../bot/store/stores.ts';
import { createPlace, messageIn, sendActivity } from '../support/activities.ts';
import { startConnector } from '../support/connector.ts';
import { until } from '../support/until.ts';
import { spread } from './load.ts';
import { startBot, stopBot } from './processes.ts';

const BOT = ['dist/index.js'];
const PORT = 29783;
const REPORTS = 60;
/** Teams takes 60 posts in 30 seconds in one thread: faster would measure its limits. */
const EVERY_MS = 550;
const SERVERS = 10_000;
const LISTS = 100;

type Print = (name: string, value: string) => void;

/** From the report to the alert in Teams, and a list of many servers; all with the embedded store. */
export async function benchAlerts(print: Print): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cutover-bench-alerts-'));
  try {
    await benchReports(print, join(folder, 'reports'));
    await benchList(print, join(folder, 'list'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchReports(print: Print, dataDir: string): Promise<void> {
  const connector = await startConnector();
  const { child } = await startBot(BOT, PORT, { DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
  const team = createPlace(connector.url);
  await sendActivity(PORT, messageIn(team, 'alerts here'));
  const answered: number[] = [];
  const posted: number[] = [];
  for (let i = 0; i < REPORTS; i++) {
    const name = `BENCH${i}X`;
    const asked = performance.now();
    await report({ name, version: '1.6.16.0' });
    const accepted = performance.now();
    answered.push(accepted - asked);
    const alert = await until(
      () =>
        connector.requests.find(({ activity }) => JSON.stringify(activity).includes(`${name} still runs`)),
      `the alert about ${name}`,
    );
    posted.push(Math.max(0, alert.arrivedAt - accepted));
    // So that the next one gets a card of its own.
    await report({ name, state: 'migrated' });
    await pause(Math.max(0, EVERY_MS - (performance.now() - asked)));
  }
  const [answer, post] = [spread(answered), spread(posted)];
  print('a report accepted, ms: median, p99', `${answer.median.toFixed(0)}, ${answer.p99.toFixed(0)}`);
  print(
    'accepted report to its post at the connector, ms: median, p99',
    `${post.median.toFixed(0)}, ${post.p99.toFixed(0)} (aim: under 500)`,
  );
  await stopBot(child);
  await connector.close();
}

async function report(server: { name: string; version?: string; state?: 'migrated' }): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${PORT}/api/servers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ servers: [server] }),
  });
  if (!response.ok) throw new Error(`The report was answered ${response.status}: ${await response.text()}`);
}

async function benchList(print: Print, dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir, databaseUrl: null });
  const queue = createPostQueue(database.boss, database.db, (error) => {
    throw error;
  });
  await queue.start({ isSingleInstance: true });
  const stores = createStores(database.db, queue);
  const registry = createServerRegistry({
    portfolios: unchanging(await theOnlyNotice()),
    ...stores,
    clock: createClock(),
  });
  await sql`
    insert into servers (id, tenant_id, name, name_key)
    select gen_random_uuid(), 'tenant', 'AADC' || number, 'aadc' || number
    from generate_series(1, ${SERVERS}::integer) number`.execute(database.db);
  await sql`
    insert into server_reports (server_id, tenant_id, reporter, observed_at, version, role, state)
    select id, tenant_id, 'script', '2023-09-22T12:00:00Z',
      (array['1.6.16.0', '2.0.28.0', '2.1.20.0', '2.4.18.0'])[1 + length(name) % 4], 'active', 'in-use'
    from servers`.execute(database.db);
  const times: number[] = [];
  for (let i = 0; i <= LISTS; i++) {
    const before = performance.now();
    await registry.list('tenant', { verdict: 'retired', name: '7' });
    times.push(performance.now() - before);
  }
  const [first = NaN, ...next] = times;
  const { median, p99 } = spread(next);
  print(`${SERVERS} servers listed and filtered the first time, ms`, first.toFixed(0));
  print(
    `${SERVERS} servers listed and filtered, ms: median, p99`,
    `${median.toFixed(1)}, ${p99.toFixed(1)} (aim: under 50)`,
  );
  await queue.stop();
  await database.close();
}
