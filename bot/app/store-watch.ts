import { createClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Readiness } from '../platform/readiness.ts';
import type { Database } from '../store/database/database.ts';
import { probeStore } from '../store/database/probe-store.ts';
import { describeFault, StoreUnavailable } from '../store/database/store-unavailable.ts';
import { createOutageLog } from './outage-log.ts';

/** How often the store is probed while it works, and during an outage. */
const PROBE_EVERY_MS = 5_000;
const PROBE_IN_OUTAGE_MS = 1_000;

/** Watches the store, and reports to readiness whether it can be written. */
export interface StoreWatch {
  /** The log of an `OutageLog`: everything that logs must use it. */
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
  const outages = createOutageLog(log);
  let timer: NodeJS.Timeout | null = null;
  let probing: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function check({ db, health }: Pick<Database, 'db' | 'health'>): Promise<void> {
    try {
      await probe(db, createClock().now());
      health.setDown(false);
      readiness.report('store', null);
      outages.review(true);
    } catch (error) {
      health.setDown(true);
      const fault = error instanceof StoreUnavailable ? error.fault : 'unreachable';
      readiness.report('store', describeFault(fault));
      outages.failed(error);
      outages.review(false);
    }
  }

  return {
    log: outages.log,
    start(database) {
      database.health.onFailure((error) => outages.failed(error));
      const next = () => {
        if (isStopped) return;
        probing = check(database).finally(() => {
          timer = setTimeout(next, outages.isOutage() ? PROBE_IN_OUTAGE_MS : PROBE_EVERY_MS);
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
