import type { Log } from '../platform/log.ts';
import { isStoreUnavailable } from '../store/database/store-unavailable.ts';

/** An outage is over when nothing has failed for this long: a failover breaks connections several times. */
const SETTLED_MS = 10_000;

/** How often an outage that goes on is logged. */
const REMIND_EVERY_MS = 60_000;

interface Outage {
  beganAt: number;
  failedAt: number;
  loggedAt: number;
  /** Log message -> how often it was left out since the last line. */
  withheld: Map<string, number>;
}

/** Keeps an outage of the store from flooding the log. */
export interface OutageLog {
  /**
   * During an outage, lines about failures of the store are counted instead of written. A failed turn keeps its line,
   * without the stack, because a person was given its reference.
   */
  log: Log;
  /** Takes a failure of the store: the first one begins an outage. */
  failed(error: unknown): void;
  /** Ends an outage that has settled, and logs one that goes on. */
  review(isWritable: boolean): void;
  isOutage(): boolean;
}

/** Writes to `log`; times are of the monotonic clock. */
export function createOutageLog(log: Log): OutageLog {
  let outage: Outage | null = null;

  function failed(error: unknown): void {
    const now = performance.now();
    if (outage) {
      outage.failedAt = now;
      return;
    }
    outage = { beganAt: now, failedAt: now, loggedAt: now, withheld: new Map() };
    log.error({ err: error }, 'store unavailable, will retry');
  }

  function review(isWritable: boolean): void {
    if (!outage) return;
    const now = performance.now();
    if (isWritable && now - outage.failedAt >= SETTLED_MS) {
      log.info(summarise(outage, now), 'store available again');
      outage = null;
    } else if (now - outage.loggedAt >= REMIND_EVERY_MS) {
      log.warn(summarise(outage, now), 'store outage continues');
    }
  }

  /** True if the line is left out. */
  function withhold(fields: unknown, message: string | undefined): boolean {
    const { err } = (fields ?? {}) as { err?: unknown };
    if (!isStoreUnavailable(err)) return false;
    failed(err);
    if (!outage || message === undefined) return false;
    outage.withheld.set(message, (outage.withheld.get(message) ?? 0) + 1);
    return true;
  }

  const quiet = (level: 'warn' | 'error') => (fields: object, message: string) => {
    if (!withhold(fields, message)) {
      log[level](fields, message);
    } else if ('reference' in fields) {
      const { err, ...others } = fields as { err?: { message: string } };
      log[level]({ ...others, reason: err?.message }, message);
    }
  };

  return {
    log: {
      debug: (...line: Parameters<Log['debug']>) => log.debug(...line),
      info: (...line: Parameters<Log['info']>) => log.info(...line),
      warn: quiet('warn') as Log['warn'],
      error: quiet('error') as Log['error'],
    },
    failed,
    review,
    isOutage: () => outage !== null,
  };
}

/** The fields of a line about an outage, which starts counting anew. */
function summarise(current: Outage, now: number) {
  const withheld = Object.fromEntries(current.withheld);
  current.withheld.clear();
  current.loggedAt = now;
  return { seconds: Math.round((now - current.beganAt) / 1_000), withheld };
}
