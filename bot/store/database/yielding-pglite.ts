import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';

/** What keeps the store busy until it is done. */
const WORK = ['query', 'exec', 'sql', 'transaction'];

/**
 * PGlite works in this process, and whoever waits for it follows without a pause in between: as long as there is
 * a queue, no answer of Teams is read and no timer goes off, and requests that were answered in time seem not to
 * be. So one waits for the event loop's next turn before each query, and each transaction.
 */
export function yieldBetweenQueries(pglite: PGlite): PGlite {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (run: () => Promise<unknown>): Promise<unknown> => {
    const mine = last.then(() => nextTurn()).then(run);
    last = mine.catch(() => undefined);
    return mine;
  };
  return new Proxy(pglite, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as (...input: unknown[]) => Promise<unknown>;
      return WORK.includes(String(name)) ? (...input: unknown[]) => inTurn(() => method(...input)) : method;
    },
  });
}
