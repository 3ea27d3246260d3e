import { setTimeout as pause } from 'node:timers/promises';
import type { StoreHealth } from './store-health.ts';
import { isConflict, StoreUnavailable, type StoreFault } from './store-unavailable.ts';

/**
 * How long one statement or transaction is tried: longer than a failover of a managed PostgreSQL's connections takes
 * at its quickest, and short enough to apologise to a person before Teams repeats the message (15 s).
 */
const RETRY_FOR_MS = 4_000;

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;

/** Faults that may be over within seconds. */
const SHORT: readonly StoreFault[] = ['unreachable', 'too-many-connections', 'read-only', 'ended'];

/**
 * Runs `work` again while the store fails in a way that passes and `mayRepeat` allows it: by default when it
 * certainly had no effect. `work` may have no effect outside of the store. The last failure is reported to `health`, and
 * the store is down when the time is over; while it is down, there is one attempt, because more would only make
 * callers wait: of several statements in a turn, one waits.
 */
export async function retry<Result>(
  work: () => Promise<Result>,
  health: StoreHealth,
  mayRepeat = ({ isUndone }: StoreUnavailable) => isUndone,
): Promise<Result> {
  const endsAt = performance.now() + RETRY_FOR_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const isUnavailable = error instanceof StoreUnavailable;
      const mayPass = isUnavailable
        ? SHORT.includes(error.fault) && mayRepeat(error) && !health.isDown()
        : isConflict(error);
      if (!mayPass || performance.now() + pauseMs > endsAt) {
        if (isUnavailable && mayPass) health.setDown(true); // whoever comes next need not wait as long
        if (isUnavailable) health.reportFailure(error);
        throw error;
      }
      await pause(pauseMs);
    }
  }
}
