import type { Clock } from '../../bot/platform/clock.ts';
import type { RateLimiter } from '../../bot/delivery/rate-limiter.ts';

/** Lets everything go at once. */
export function createUnlimitedRateLimiter(realClock: Clock): RateLimiter {
  return {
    reserve: () => Promise.resolve({ at: realClock.now().getTime() }),
    wait: () => Promise.resolve(),
    waiting: () => 0,
    acquire: (_thread, _at, prepare) => prepare?.() ?? Promise.resolve(),
    record: () => undefined,
    close: () => Promise.resolve(),
    hold: () => Promise.resolve(),
  };
}
