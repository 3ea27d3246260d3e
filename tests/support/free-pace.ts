import type { Clock } from '../../bot/platform/clock.ts';
import type { Pace } from '../../bot/delivery/rate-limiter.ts';

/** Lets everything go at once. */
export function createFreePace(realClock: Clock): Pace {
  return {
    reserve: () => Promise.resolve({ at: realClock.now().getTime() }),
    wait: () => Promise.resolve(),
    waiting: () => 0,
    leave: () => Promise.resolve(),
    note: () => undefined,
    hold: () => Promise.resolve(),
  };
}
