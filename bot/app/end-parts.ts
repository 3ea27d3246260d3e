import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../platform/log.ts';

/** Ends a part; resolves when it has ended, when it failed to (which is logged), or after `mostMs`. */
export type EndPart = (part: string, mostMs: number, end: () => unknown) => Promise<void>;

export function createEnder(log: Pick<Log, 'warn' | 'error'>): EndPart {
  return async (part, mostMs, end) => {
    const late = new AbortController();
    const ended = Promise.resolve(end()).then(
      () => true,
      (error: unknown) => {
        log.error({ err: error, part }, 'part failed to stop');
        return true;
      },
    );
    const isInTime = await Promise.race([
      ended,
      pause(mostMs, false, { signal: late.signal }).catch(() => false),
    ]);
    late.abort();
    if (!isInTime) log.warn({ part, mostMs }, 'part did not stop in time, left behind');
  };
}
