import assert from 'node:assert/strict';
import { createApp, type App } from '../../bot/app/app.ts';
import { createPlace, messageIn, sendActivity } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { configFor, createLogBook } from '../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { theOnlyNotice, theRecognisers } from '../support/guide.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

describe('the app whose database is away', () => {
  let proxy: TcpProxy;
  let place: DatabasePlace;
  let connector: Connector;
  let port: number;
  const book = createLogBook();

  before(async () => {
    const { databaseUrl } = await openPostgres();
    const url = new URL(databaseUrl ?? '');
    proxy = await startTcpProxy({ host: 'localhost', port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    place = { databaseUrl: url.href, dataDir: 'unused' };
    connector = await startConnector();
    port = await freePort();
  });
  after(async () => {
    await app?.stop();
    await connector.close();
    await proxy.close();
  });
  let app: App | null = null;

  async function appWaiting(storeWaitMs: number): Promise<App> {
    const portfolio = await theOnlyNotice();
    return createApp({
      config: configFor(place, { port }),
      clock: createManualClock('2023-09-22T12:00:00Z'),
      portfolio,
      ...(await theRecognisers()),
      log: book.log,
      storeWaitMs,
    });
  }
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const linesOf = (pattern: RegExp) => book.lines.filter(({ message }) => pattern.test(message));

  it('does not start without it, and says how long it waited', async () => {
    await proxy.shut();
    const impatient = await appWaiting(0);
    await assert.rejects(impatient.start(), {
      code: 'store-unavailable',
      message:
        /cannot be used: .*ECONNREFUSED.* Cutover has waited 0 s\. Start the database, or correct DATABASE_URL/,
    });
    await impatient.stop();
  });

  it('starts when it comes, with one line about the wait', async () => {
    book.lines.length = 0;
    app = await appWaiting(60_000);
    const started = app.start();
    await until(() => linesOf(/^waiting for the store$/).length > 0, 'the wait');
    assert.deepEqual(await get('readyz'), { status: 503, body: { status: 'starting' } });
    await proxy.open();
    await started;
    assert.deepEqual(await get('readyz'), { status: 200, body: { status: 'ok' } });
    assert.equal(linesOf(/^waiting for the store$/).length, 1);
  });

  it('apologises with a reference, is not ready but alive, and gets over it without a line for each failure', async () => {
    book.lines.length = 0;
    await proxy.shut();
    const place = createPlace(connector.url);
    assert.equal((await sendActivity(port, messageIn(place, 'remind us at 09:00'))).status, 200);
    const apology = connector.requests.at(-1)?.activity;
    const [failed] = linesOf(/^turn failed$/);
    assert.ok(failed && JSON.stringify(apology).includes(String(failed.fields['reference'])));
    await until(async () => (await get('readyz')).status === 503, 'readiness to notice');
    assert.deepEqual((await get('readyz')).body, {
      status: 'failing',
      failing: { store: 'The database does not answer.' },
    });
    assert.equal((await get('healthz')).status, 200);
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    for (const line of [
      'cutover_ready 0',
      'cutover_store_up 0',
      'cutover_turn_seconds_count{kind="message",outcome="failed"} 1',
    ]) {
      assert.ok(metrics.split('\n').includes(line), line);
    }

    await proxy.open();
    await until(async () => (await get('readyz')).status === 200, 'readiness to return');
    await sendActivity(port, messageIn(createPlace(connector.url), 'remind us at 09:00'));
    assert.match(JSON.stringify(connector.requests.at(-1)?.activity), /09:00/);
    const problems = book.lines.filter(({ level }) => ['warn', 'error'].includes(level));
    assert.deepEqual(problems.map(({ message }) => message).sort(), [
      'store unavailable, will retry',
      'turn failed',
    ]);
  });
});
