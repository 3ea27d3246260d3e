import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createStoreWatch } from '../../bot/app/store-watch.ts';
import { createReadiness, type Readiness } from '../../bot/platform/readiness.ts';
import type { Database } from '../../bot/store/database/database.ts';
import { createStoreHealth } from '../../bot/store/database/store-health.ts';
import { StoreUnavailable } from '../../bot/store/database/store-unavailable.ts';
import { createLogBook } from '../support/cutover.ts';

const down = new StoreUnavailable('unreachable', true, null);

describe('the watch over the store', () => {
  let timers: sinon.SinonFakeTimers;
  let isDown: boolean;
  let readiness: Readiness;
  let book: ReturnType<typeof createLogBook>;
  let watch: ReturnType<typeof createStoreWatch>;
  const database = { db: null as unknown as Database['db'], health: createStoreHealth() };

  beforeEach(async () => {
    timers = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    isDown = false;
    readiness = createReadiness();
    readiness.enter('running');
    book = createLogBook();
    watch = createStoreWatch({
      log: book.log,
      readiness,
      probe: () => (isDown ? Promise.reject(down) : Promise.resolve()),
    });
    watch.start(database);
    await pass(0);
  });
  afterEach(async () => {
    await watch.stop();
    timers.restore();
  });

  const pass = async (seconds: number) => {
    await timers.tickAsync(seconds * 1_000);
  };
  const messages = () => book.lines.map(({ level, message }) => `${level} ${message}`);

  it('logs an outage once when it begins, once a minute, and once when it ends, with what it left out', async () => {
    isDown = true;
    for (let second = 0; second < 130; second++) {
      watch.log.error({ err: down, task: 'plan reminders' }, 'background task failed, will retry');
      watch.log.error({ err: new Error('rendering', { cause: down }) }, 'job queue error');
      await pass(1);
    }
    isDown = false;
    await pass(20);
    assert.deepEqual(messages(), [
      'error store unavailable, will retry',
      'warn store outage continues',
      'warn store outage continues',
      'info store available again',
    ]);
    const counts = book.lines.map(({ fields }) => (fields['withheld'] ?? {}) as Record<string, number>);
    for (const message of ['background task failed, will retry', 'job queue error']) {
      assert.equal(
        counts.reduce((total, withheld) => total + (withheld[message] ?? 0), 0),
        130,
      );
    }
  });

  it('takes failures that come again within seconds for one outage', async () => {
    for (let round = 0; round < 20; round++) {
      database.health.reportFailure(down);
      await pass(2);
    }
    await pass(20);
    assert.deepEqual(messages(), ['error store unavailable, will retry', 'info store available again']);
    assert.equal(readiness.read().status, 'ok');
  });

  it('keeps a short line for a failed turn, whose reference a person has', () => {
    watch.log.error({ err: down, reference: 'abc', activityId: '1' }, 'turn failed');
    assert.deepEqual(book.lines.at(-1), {
      level: 'error',
      message: 'turn failed',
      fields: { reference: 'abc', activityId: '1', reason: 'The database does not answer.' },
    });
  });

  it('leaves every other line as it is', () => {
    const err = new Error('a bug');
    watch.log.error({ err }, 'turn failed');
    watch.log.warn({ tenant: 'x' }, 'dropped');
    assert.deepEqual(
      book.lines.map(({ fields }) => fields),
      [{ err }, { tenant: 'x' }],
    );
  });

  it('reports to readiness what the probe found, and tells the store that retrying is of no use', async () => {
    isDown = true;
    await pass(6);
    assert.deepEqual(readiness.read(), {
      status: 'failing',
      failing: { store: 'The database does not answer.' },
    });
    assert.equal(database.health.isDown(), true);
    isDown = false;
    await pass(2);
    assert.deepEqual(readiness.read(), { status: 'ok' });
    assert.equal(database.health.isDown(), false);
  });
});
