/** The only reader of the time. Everything else is told what time it is. */
export interface Clock {
  now(): Date;
}

/**
 * A clock that starts at `start` (default: the present) and runs `rate` times as fast as real time
 * (default 1). 1440 makes a day pass in a minute.
 */
export function createClock({ start, rate = 1 }: { start?: Date | undefined; rate?: number } = {}): Clock {
  const origin = Date.now();
  const first = start?.getTime() ?? origin;
  return { now: () => new Date(first + (Date.now() - origin) * rate) };
}
