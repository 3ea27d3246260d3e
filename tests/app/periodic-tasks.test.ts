import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createPeriodicTasks, type PeriodicTasks } from '../../bot/app/periodic-tasks.ts';
import { createReadiness, type Readiness } from '../../bot/platform/readiness.ts';
import { StoreUnavailable } from '../../bot/store/database/store-unavailable.ts';
import { createLogBook } from '../support/cutover.ts';

const damage = Object.assign(new Error('invalid page in block 0 of relation "base/5/16415"'), {
  code: 'XX001',
});

describe('background tasks', () => {
  let timers: sinon.SinonFakeTimers;
  let readiness: Readiness;
  let book: ReturnType<typeof createLogBook>;
  let tasks: PeriodicTasks;
  let error: Error | null;

  beforeEach(() => {
    timers = sinon.useFakeTimers({
      now: Date.parse('2023-09-24T09:00:00Z'),
      toFake: ['setInterval', 'clearInterval', 'performance', 'Date'],
    });
    error = null;
    readiness = createReadiness();
    readiness.enter('running');
    book = createLogBook();
    tasks = createPeriodicTasks({ log: book.log, readiness });
    const run = () => (error ? Promise.reject(error) : Promise.resolve());
    tasks.start({ name: 'plan reminders', part: 'reminders', intervalMs: 500, run });
  });
  afterEach(async () => {
    await tasks.stop();
    timers.restore();
  });

  it('turn readiness to failing when one fails again and again, with the reason, until it works', async () => {
    error = damage;
    await timers.tickAsync(2_000);
    assert.deepEqual(readiness.read(), { status: 'ok' });
    await timers.tickAsync(10_000);
    assert.deepEqual(readiness.read(), {
      status: 'failing',
      failing: {
        reminders:
          'The task "plan reminders" has failed since 2023-09-24T09:00:00.500Z: a part of the store is damaged. Restore the store from a backup.',
      },
    });
    error = null;
    await timers.tickAsync(500);
    assert.deepEqual(readiness.read(), { status: 'ok' });
  });

  it('log the first of many failures, then one a minute, and the end', async () => {
    error = damage;
    await timers.tickAsync(130_000);
    error = null;
    await timers.tickAsync(500);
    const lines = book.lines.map(({ message, fields }) => [message, fields['failures']]);
    assert.deepEqual(lines, [
      ['background task failed, will retry', 1],
      ['background task failed, will retry', 121],
      ['background task failed, will retry', 241],
      ['background task works again', 260],
    ]);
  });

  it('leave an outage of the store to those who watch the store', async () => {
    error = new StoreUnavailable('unreachable', true, null);
    await timers.tickAsync(10_000);
    assert.deepEqual(readiness.read(), { status: 'ok' });
    assert.equal(book.lines.length, 20);
  });
});
