import { createClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Readiness } from '../platform/readiness.ts';
import type { Database } from '../store/database/database.ts';
import { probeStore } from '../store/database/probe-store.ts';
import { describeFault, isStoreUnavailable, StoreUnavailable } from '../store/database/store-unavailable.ts';

/** How often the store is probed while it works, and during an outage. */
const PROBE_EVERY_MS = 5_000;
const PROBE_IN_OUTAGE_MS = 1_000;

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

/**
 * Watches the store: reports to readiness whether it can be written, and keeps an outage from flooding the log.
 * Everything that logs must use its `log`: during an outage, lines about failures of the store are counted instead of
 * written. A failed turn keeps its line, without the stack, because a person was given its reference.
 */
export interface StoreWatch {
  log: Log;
  /** Begins to probe. */
  start(database: Pick<Database, 'db' | 'health'>): void;
  /** Resolves when a probe in progress has ended. */
  stop(): Promise<void>;
}

export function createStoreWatch({
  log,
  readiness,
  probe = probeStore,
}: {
  log: Log;
  readiness: Pick<Readiness, 'report'>;
  /** Writes to the store; default: `probeStore`. */
  probe?: typeof probeStore;
}): StoreWatch {
  let outage: Outage | null = null;
  let timer: NodeJS.Timeout | null = null;
  let probing: Promise<void> = Promise.resolve();
  let isStopped = false;

  function failed(error: unknown): void {
    const now = performance.now();
    if (outage) {
      outage.failedAt = now;
      return;
    }
    outage = { beganAt: now, failedAt: now, loggedAt: now, withheld: new Map() };
    log.error({ err: error }, 'store unavailable, will retry');
  }

  /** The fields of a line about an outage, which starts counting anew. */
  function summarise(current: Outage, now: number) {
    const withheld = Object.fromEntries(current.withheld);
    current.withheld.clear();
    current.loggedAt = now;
    return { seconds: Math.round((now - current.beganAt) / 1_000), withheld };
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

  async function check({ db, health }: Pick<Database, 'db' | 'health'>): Promise<void> {
    try {
      await probe(db, createClock().now());
      health.setDown(false);
      readiness.report('store', null);
      review(true);
    } catch (error) {
      health.setDown(true);
      const fault = error instanceof StoreUnavailable ? error.fault : 'unreachable';
      readiness.report('store', describeFault(fault));
      failed(error);
      review(false);
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
    start(database) {
      database.health.onFailure(failed);
      const next = () => {
        if (isStopped) return;
        probing = check(database).finally(() => {
          timer = setTimeout(next, outage ? PROBE_IN_OUTAGE_MS : PROBE_EVERY_MS);
        });
      };
      next();
    },
    async stop() {
      isStopped = true;
      await probing;
      if (timer) clearTimeout(timer);
    },
  };
}
