import { CutoverError } from '../../platform/errors.ts';

/** Why the store cannot be used now; each is over without a change of the program or its data. */
export type StoreFault = keyof typeof DESCRIPTIONS;

/** For people who watch the service: no address, no value. */
const DESCRIPTIONS = {
  unreachable: 'The database does not answer.',
  'too-many-connections':
    'The database has no connection left: raise its max_connections, or run fewer instances.',
  'read-only': 'The database accepts no writes: it is a standby, or a failover is not over.',
  'disk-full': 'The disk of the store is full: free some space.',
  'out-of-memory': 'The database has run out of memory.',
  'input-output': 'The database cannot read or write its disk.',
  ended: 'The embedded store has ended and is being opened again.',
} as const;

/**
 * SQLSTATE -> fault. Errors of other codes are about a statement, not about the store. See
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const FAULTS: Readonly<Record<string, StoreFault>> = {
  '25006': 'read-only',
  '25P03': 'unreachable', // idle_in_transaction_session_timeout
  '53100': 'disk-full',
  '53200': 'out-of-memory',
  '53300': 'too-many-connections',
  '57P01': 'unreachable', // admin_shutdown, also of one connection
  '57P02': 'unreachable', // crash_shutdown
  '57P03': 'unreachable', // cannot_connect_now
  '57P05': 'unreachable', // idle_session_timeout
  '58030': 'input-output',
};

/** Codes after which nobody knows whether the statement had an effect: the server broke off, it did not refuse. */
const AMBIGUOUS = new Set(['57P02']);

/** The server said that another transaction was in the way, and undid this one. */
const CONFLICTS = new Set(['40001', '40P01']);

/** Code of every error that says so. */
const STORE_UNAVAILABLE = 'store-unavailable';

/** A statement or transaction that the store could not carry out, for no fault of its own. */
export class StoreUnavailable extends CutoverError {
  override name = 'StoreUnavailable';

  constructor(
    readonly fault: StoreFault,
    /** Whether it certainly had no effect, so that it may be repeated. */
    readonly isUndone: boolean,
    cause: unknown,
  ) {
    super(STORE_UNAVAILABLE, describeFault(fault, isUndone), { cause });
  }
}

export function describeFault(fault: StoreFault, isUndone = true): string {
  const description = DESCRIPTIONS[fault];
  return isUndone ? description : `${description} The last change may or may not have been saved.`;
}

/** The fault that an error of the database stands for; null for an error that is about the statement. */
export function faultOf(error: unknown): { fault: StoreFault; isUndone: boolean } | null {
  if (error instanceof StoreUnavailable) return error;
  const code = codeOf(error);
  const fault = code.startsWith('08') ? 'unreachable' : FAULTS[code];
  return fault ? { fault, isUndone: !code.startsWith('08') && !AMBIGUOUS.has(code) } : null;
}

/** Whether repeating a transaction is what the error asks for. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error));
}

/** Whether an error, or what caused it, is that the store is unavailable. pg-boss passes on copies of errors. */
export function isStoreUnavailable(error: unknown): error is { message: string } {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && error.code === STORE_UNAVAILABLE) return true;
  return 'cause' in error && isStoreUnavailable(error.cause);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
