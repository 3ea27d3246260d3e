import assert from 'node:assert/strict';
import pg from 'pg';
import { createPlace, messageIn, sendActivity, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { remindersIn } from '../support/reminders.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

/** Enough that turns and posts are under way whenever connections end. */
const PLACES = 120;
const TERMINATIONS = 20;
/** Stands for a minute: longer than a statement is retried, than a probe, and than a result's first pauses. */
const ABSENCE_MS = 15_000;

describe('turns and posts while the database fails over', function () {
  this.timeout(300_000);
  const clock = createManualClock('2023-09-23T08:00:00Z');
  let place: DatabasePlace;
  let direct: DatabasePlace;
  let admin: pg.Client;
  let proxy: TcpProxy;
  let connector: Connector;
  let cutover: RunningCutover;
  const places: Place[] = [];

  before(async () => {
    connector = await startConnector();
    connector.decide(() => ({ delayMs: 50 }));
    direct = await openPostgres();
    const url = new URL(direct.databaseUrl ?? '');
    admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    proxy = await startTcpProxy({ host: 'localhost', port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    place = { databaseUrl: url.href, dataDir: 'unused' };
    cutover = await startCutover(place, clock);
  });
  after(async () => {
    await cutover.stop();
    await admin.end();
    await proxy.close();
    await connector.close();
  });

  const terminate = () =>
    admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const problems = () => cutover.log.filter(({ level }) => level === 'warn' || level === 'error');

  it('answers each turn, loses and doubles no reminder, and logs an outage once', async () => {
    const termination = { isOver: false };
    const terminating = (async () => {
      for (let round = 0; round < TERMINATIONS; round++) {
        await terminate();
        await pause(1_000); // the outage is what this test is about
      }
      termination.isOver = true;
    })();
    let failedTurns = 0;
    const ask = async () => {
      const asking = createPlace(connector.url);
      const failed = cutover.log.filter(({ message }) => message === 'turn failed').length;
      const response = await sendActivity(cutover.port, messageIn(asking, 'remind us at 09:00'));
      assert.equal(response.status, 200);
      if (cutover.log.filter(({ message }) => message === 'turn failed').length > failed) failedTurns++;
      else places.push(asking);
    };
    while (!termination.isOver || places.length < PLACES) await ask();
    await terminating;

    clock.set('2023-09-24T09:00:00Z');
    await until(
      () => connector.requests.some(({ activity }) => /stops working/.test(activity.summary ?? '')),
      'a post',
    );
    await proxy.shut();
    await pause(ABSENCE_MS);
    assert.equal((await fetch(`http://127.0.0.1:${cutover.port}/readyz`)).status, 503);
    assert.equal((await fetch(`http://127.0.0.1:${cutover.port}/healthz`)).status, 200);
    await proxy.open();
    for (let round = 0; round < 5; round++) {
      await terminate();
      await pause(1_000);
    }
    const openPosts = async () =>
      Number(
        (
          await admin.query<{ count: string }>(
            "select count(*) from posts where state in ('planned', 'sending') or (state = 'unknown' and not is_repeat)",
          )
        ).rows[0]?.count,
      );
    await until(async () => (await openPosts()) === 0, 'every post', 240_000);
    await until(
      () => cutover.log.some(({ message }) => message === 'store available again'),
      'the end of the outage',
    );
    const marked = ({ activity }: { activity: { summary?: string } }) =>
      activity.summary?.startsWith('Repeated');
    let repeated = 0;
    for (const each of places) {
      const posts = remindersIn(connector, each);
      repeated += posts.filter(marked).length;
      assert.equal(posts.filter((post) => !marked(post)).length, 1, each.conversationId);
    }
    const lines = problems().map(({ message }) => message);
    assert.equal(repeated, 0);
    assert.ok(lines.length - failedTurns <= 10, JSON.stringify(lines));
    const rows = await readStore(direct, (db) => db.selectFrom('posts').select('state').execute());
    assert.equal(rows.filter(({ state }) => state === 'sent').length, places.length);
  });
});
