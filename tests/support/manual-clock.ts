import type { Clock } from '../../bot/platform/clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Forwards or backwards. */
  set(iso: string): void;
  advance(by: { days?: number; hours?: number; minutes?: number }): void;
}

export function createManualClock(iso: string): ManualClock {
  let instant = Date.parse(iso);
  return {
    now: () => new Date(instant),
    set: (to) => {
      instant = Date.parse(to);
    },
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      instant += ((days * 24 + hours) * 60 + minutes) * 60_000;
    },
  };
}
