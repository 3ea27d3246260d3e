import { CutoverError } from '../../platform/errors.ts';

/** Code of every error that says so. */
const STORE_DAMAGED = 'store-damaged';

/**
 * SQLSTATEs of a page, index or file that PostgreSQL cannot read. See
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const DAMAGES = new Set(['XX001', 'XX002', '58P01']);

/** Whether an error, or what caused it, is that a part of the store is damaged. */
export function isStoreDamaged(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === STORE_DAMAGED || DAMAGES.has(String(error.code)))) return true;
  return isStoreDamaged(error.cause);
}

/** `where` is a folder, or the address of a PostgreSQL. */
export function storeDamaged(where: string, cause: Error): CutoverError {
  return new CutoverError(
    STORE_DAMAGED,
    `The store at ${where} is damaged: ${cause.message}. Restore it from a backup, or start with a new, empty store.`,
    { cause },
  );
}
