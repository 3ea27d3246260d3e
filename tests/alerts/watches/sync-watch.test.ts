import assert from 'node:assert/strict';
import type { Signal } from '../../../bot/alerts/alert-kind.ts';
import { createSyncWatch, type SyncObservation } from '../../../bot/alerts/watches/sync-watch.ts';
import type { GraphAnswer } from '../../../bot/sources/graph/organization.ts';
import { createLogBook } from '../../support/cutover.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const MINUTE = 60_000;

function createWatch() {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const lastSyncAt = clock.now();
  const running: Extract<GraphAnswer, { kind: 'status' }> = {
    kind: 'status',
    status: { isEnabled: true, lastSyncAt, lastPasswordSyncAt: null },
  };
  const world = {
    clock,
    answer: running as GraphAnswer,
    running,
    real: 0,
    looks: 0,
    sight: null as SyncObservation | null,
    signals: [] as Signal[],
  };
  const watch = createSyncWatch({
    tenantId: 'tenant',
    look: () => {
      world.looks++;
      return Promise.resolve(world.answer);
    },
    syncStatuses: {
      find: () => Promise.resolve(world.sight),
      save: (_tenantId, sight) => {
        world.sight = sight;
        return Promise.resolve();
      },
    },
    alerts: {
      apply: (signals) => {
        world.signals = [...signals];
        return Promise.resolve();
      },
    },
    thresholds: { warningHours: 3, criticalHours: 24 },
    describeCutOff: () => Promise.resolve('V1 stops working on 1 October 2023.'),
    clock,
    realNow: () => world.real,
    log: createLogBook().log,
  });
  return { world, watch };
}

describe('the watch over synchronisation', () => {
  it('queries Graph every nine to eleven minutes, however often it is called', async () => {
    const { world, watch } = createWatch();
    for (; world.real < 100 * MINUTE; world.real += 5_000) await watch();
    assert.ok(world.looks >= 9 && world.looks <= 12, String(world.looks));
  });

  it('waits for the time in Retry-After and queries Graph soon after', async () => {
    const { world, watch } = createWatch();
    world.answer = { kind: 'throttled', retryAfterSeconds: 1_800 };
    await watch();
    for (; world.real < 1_795_000; world.real += 5_000) await watch();
    assert.equal(world.looks, 1);
    for (; world.real < 1_985_000; world.real += 5_000) await watch();
    assert.equal(world.looks, 2);
  });

  it('warns, becomes critical, and resolves when synchronisation runs again, each time with the effect on the cut-off', async () => {
    const { world, watch } = createWatch();
    const look = async (hours: number) => {
      world.clock.advance({ hours });
      world.real += 11 * MINUTE;
      await watch();
      return world.signals.find(({ key }) => key === 'sync-stale');
    };
    assert.equal((await look(2))?.finding, null);
    assert.match((await look(1))?.finding?.meaning ?? '', /V1 stops working on 1 October 2023/);
    assert.equal((await look(21))?.finding?.severity, 'critical');
    const { status } = world.running;
    world.answer = { kind: 'status', status: { ...status, lastSyncAt: world.clock.now() } };
    const over = await look(0);
    assert.deepEqual([over?.finding, over?.outcome], [null, 'Synchronisation runs again.']);
  });

  it('does not report recovery when stale synchronisation is turned off', async () => {
    const { world, watch } = createWatch();
    world.answer = {
      kind: 'status',
      status: { isEnabled: false, lastSyncAt: world.clock.now(), lastPasswordSyncAt: null },
    };
    await watch();
    const bySignal = Object.fromEntries(world.signals.map((signal) => [signal.key, signal]));
    assert.match(bySignal['sync-stale']?.outcome ?? '', /didn’t recover: it was turned off/);
    assert.equal(bySignal['sync-off']?.finding?.title, 'Directory synchronisation is turned off');
  });

  it('keeps the last status during a Graph outage and reports how long it has been unavailable', async () => {
    const { world, watch } = createWatch();
    await watch();
    world.answer = { kind: 'unreachable', reason: 'Microsoft Graph returned 503' };
    for (const minutes of [11, 11]) {
      world.real += minutes * MINUTE;
      world.clock.advance({ minutes });
      await watch();
    }
    assert.deepEqual(world.sight?.status.isEnabled, true);
    assert.deepEqual(world.sight.unavailableSince, new Date('2023-09-22T12:11:00Z'));
    assert.deepEqual(
      world.signals.map(({ key, finding }) => [key, finding]),
      [['graph', null]],
    );
  });
});
