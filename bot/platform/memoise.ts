import { LRUCache } from 'lru-cache';

/** Results that one function keeps. */
const MOST_RESULTS = 1_000;

/** Anybody can send anything: the result of a longer key is not kept. */
const LONGEST_KEY = 400;

/**
 * A pure function that keeps its newest 1,000 results, for what every turn asks and takes long to find out.
 * `keyOf` tells the arguments that give the same result apart from all others.
 */
export function memoise<Arguments extends unknown[], Result>(
  compute: (...input: Arguments) => Result,
  keyOf: (...input: Arguments) => string,
): (...input: Arguments) => Result {
  const results = new LRUCache<string, { result: Result }>({ max: MOST_RESULTS });
  return (...input) => {
    const key = keyOf(...input);
    if (key.length > LONGEST_KEY) return compute(...input);
    let known = results.get(key);
    if (!known) results.set(key, (known = { result: compute(...input) }));
    return known.result;
  };
}
