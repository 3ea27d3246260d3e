import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  nextSlot,
  dropExpired,
  TENANT_SPACING,
  THREAD_WINDOWS,
  type Window,
} from '../../bot/delivery/teams-limits.ts';

/** Teams' own figures, without our reserve. */
const TEAMS: Record<string, Window[]> = {
  thread: [
    { requests: 7, milliseconds: 1_000 },
    { requests: 8, milliseconds: 2_000 },
    { requests: 60, milliseconds: 30_000 },
    { requests: 1_800, milliseconds: 3_600_000 },
  ],
  tenant: [{ requests: 50, milliseconds: 1_000 }],
};

/** The first window that holds more than it may; null when all are kept. */
function findBreach(instants: readonly number[], windows: readonly Window[]): string | null {
  for (const { requests, milliseconds } of windows) {
    for (let i = requests; i < instants.length; i++) {
      const span = (instants[i] ?? 0) - (instants[i - requests] ?? 0);
      if (span < milliseconds) return `${requests + 1} requests in ${span} ms from ${i - requests}`;
    }
  }
  return null;
}

/** One request after the other, each as early as it may, some time after it was asked for. */
function schedule(windows: readonly Window[], pauses: readonly number[]): number[] {
  const all: number[] = [];
  let taken: readonly number[] = [];
  let now = 1_700_000_000_000;
  for (const pause of pauses) {
    now += pause;
    const at = nextSlot(taken, now, windows);
    all.push(at);
    taken = dropExpired([...taken, at], now, windows);
  }
  return all;
}

describe('request slots', () => {
  const pauses = fc.array(
    fc.integer({ min: 0, max: 20_000 }).map((n) => (n > 10_000 ? 0 : n)),
    {
      maxLength: 400,
    },
  );

  it('keep every window of a thread, whenever requests come', () => {
    fc.assert(
      fc.property(pauses, (waits) => {
        assert.equal(findBreach(schedule(THREAD_WINDOWS, waits), TEAMS['thread'] ?? []), null);
      }),
      { numRuns: 200 },
    );
  });

  it('keep the hourly window', () => {
    const all = schedule(THREAD_WINDOWS, Array<number>(4_000).fill(0));
    assert.equal(findBreach(all, TEAMS['thread'] ?? []), null);
    assert.ok((all[3_599] ?? 0) - (all[0] ?? 0) < 2 * 3_601_000, 'no slower than the limit asks for');
  });

  it('keep a tenant below 50 requests a second, and use at least 98 % of that', () => {
    const all = schedule(TENANT_SPACING, Array<number>(10_000).fill(0));
    assert.equal(findBreach(all, TEAMS['tenant'] ?? []), null);
    const perHour = (all.length / ((all.at(-1) ?? 0) - (all[0] ?? 0))) * 3_600_000;
    assert.ok(perHour >= 0.98 * 180_000, String(perHour));
  });

  it('are immediate after a pause', () => {
    assert.equal(nextSlot([], 5, THREAD_WINDOWS), 5);
    assert.equal(nextSlot([1], 5_000, TENANT_SPACING), 5_000);
  });

  it('forget requests that no longer count', () => {
    const windows = [{ requests: 2, milliseconds: 10 }];
    assert.deepEqual(dropExpired([1, 2, 3, 14], 13, windows), [14]);
    assert.deepEqual(dropExpired([11, 12, 13], 13, windows), [12, 13]);
  });
});
