import { setTimeout as pause } from 'node:timers/promises';
import { CutoverError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../store/database/database.ts';
import { StoreUnavailable } from '../store/database/store-unavailable.ts';

/**
 * How long a start waits for a database that cannot be reached. Longer than a failover, or than a database takes that
 * starts together with Cutover. Then the process ends, so that the platform restarts it, with its own delays, and
 * shows that it does.
 */
export const STORE_WAIT_MS = 30_000;

const RETRY_EVERY_MS = 1_000;

/**
 * Opens the store, and waits for a database that cannot be reached, with one line in the log.
 * @throws CutoverError `store-unavailable` when it cannot be reached in `waitMs`, or `isStopping` meanwhile; at once
 *   for every other reason.
 */
export async function openStore(
  open: () => Promise<Database>,
  { log, waitMs, isStopping }: { log: Pick<Log, 'warn'>; waitMs: number; isStopping: () => boolean },
): Promise<Database> {
  const endsAt = performance.now() + waitMs;
  let isLogged = false;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof CutoverError && error.cause instanceof StoreUnavailable)) throw error;
      if (isStopping()) throw error;
      if (performance.now() + RETRY_EVERY_MS > endsAt) throw giveUp(error, waitMs);
      if (!isLogged) {
        log.warn({ reason: error.message, waitSeconds: waitMs / 1_000 }, 'waiting for the store');
        isLogged = true;
      }
      await pause(RETRY_EVERY_MS);
    }
  }
}

function giveUp(error: CutoverError, waitMs: number): CutoverError {
  return new CutoverError(
    error.code,
    `${error.message} Cutover has waited ${waitMs / 1_000} s. Start the database, or correct DATABASE_URL, and start Cutover again.`,
    { cause: error.cause },
  );
}
