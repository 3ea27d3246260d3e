import { setTimeout as pause } from 'node:timers/promises';

/**
 * Resolves with the first value of `find` that is neither false, null nor undefined; fails with `what` after
 * `timeoutMs`. The default is for a machine that is busy with other work: it ends a test that hangs and says
 * nothing about speed.
 */
export async function until<T>(
  find: () => T | Promise<T>,
  what: string,
  timeoutMs = 60_000,
): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await find();
    if (found !== false && found !== null && found !== undefined) {
      return found as Exclude<T, false | null | undefined>;
    }
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await pause(10);
  }
}
