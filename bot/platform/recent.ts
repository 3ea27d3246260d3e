/** What was read lately. */
export interface Recent<Value> {
  /** Reads it, unless it was read lately or is being read. */
  get(): Promise<Value>;
  /** What `get` was last given, however old; null if there is nothing. */
  known(): Promise<Value> | null;
  /** Has the next `get` read. */
  forget: () => void;
}

/**
 * For what is asked for more often than it changes.
 * @param maxAgeMs how old it may be; a reading that failed is not kept.
 */
export function createRecent<Value>(read: () => Promise<Value>, maxAgeMs: number): Recent<Value> {
  let newest: { value: Promise<Value>; until: number } | null = null;
  return {
    get() {
      if (!newest || performance.now() > newest.until) {
        const reading = { value: read(), until: performance.now() + maxAgeMs };
        newest = reading;
        reading.value.catch(() => {
          if (newest === reading) newest = null;
        });
      }
      return newest.value;
    },
    known: () => newest?.value ?? null,
    forget() {
      newest = null;
    },
  };
}
