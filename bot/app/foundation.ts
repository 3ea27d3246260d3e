import { DEADLINES, type Deadlines } from '../platform/deadlines.ts';
import type { Log } from '../platform/log.ts';
import { createMetrics, type Metrics } from '../platform/metrics.ts';
import { createReadiness, type Readiness } from '../platform/readiness.ts';
import { renderAnswerLost, renderError } from '../rendering/failure-cards.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import { createAdapter } from '../teams/connector/adapter.ts';
import type { AppOptions } from './app-options.ts';
import { createPeriodicTasks, type PeriodicTasks } from './periodic-tasks.ts';
import { createStoreWatch, type StoreWatch } from './store-watch.ts';

/** What there is before the store is open, and still when it is closed. */
export interface Foundation {
  deadlines: Deadlines;
  /** That of the store watch. */
  log: Log;
  metrics: Metrics;
  readiness: Readiness;
  storeWatch: StoreWatch;
  tasks: PeriodicTasks;
  adapter: ReturnType<typeof createAdapter>;
}

/** Nothing runs yet. */
export function createFoundation(options: AppOptions): Foundation {
  const { config, deadlines = DEADLINES } = options;
  const metrics = createMetrics();
  const readiness = createReadiness();
  const storeWatch = createStoreWatch({ log: options.log, readiness });
  const { log } = storeWatch;
  return {
    ...{ deadlines, log, metrics, readiness, storeWatch },
    tasks: createPeriodicTasks({ log, readiness, onFailure: metrics.taskFailed }),
    adapter: createAdapter(
      config.bot,
      CLOUDS[config.cloud],
      log,
      (reference, isAnswerLost) => (isAnswerLost ? renderAnswerLost : renderError)(reference),
      deadlines,
    ),
  };
}
