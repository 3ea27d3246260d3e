import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** A store that takes longer to write one row is of no use to anybody who waits for an answer. */
const PROBE_TIMEOUT_MS = 5_000;

/**
 * Writes a row.
 * @throws StoreUnavailable when the store does not accept it, or does not answer within 5 seconds.
 */
export async function probeStore(db: Kysely<Schema>, now: Date): Promise<void> {
  const ended = new AbortController();
  const timeout = pause(PROBE_TIMEOUT_MS, undefined, { signal: ended.signal, ref: false }).then(() => {
    throw new StoreUnavailable('unreachable', false, null);
  });
  const writing = db
    .insertInto('write_probe')
    .values({ id: 1, written_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ written_at: now }))
    .execute();
  try {
    await Promise.race([writing, timeout]);
  } finally {
    writing.catch(() => undefined);
    timeout.catch(() => undefined);
    ended.abort();
  }
}
