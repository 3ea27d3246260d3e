import { createClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Part, Readiness } from '../platform/readiness.ts';
import { runEvery, type PeriodicTask } from '../platform/run-every.ts';
import { isStoreDamaged } from '../store/database/store-damaged.ts';
import { isStoreUnavailable } from '../store/database/store-unavailable.ts';

/** A task that has failed for this long will not work again by itself within moments. */
const FAILING_AFTER_MS = 5_000;

/** How often a task that goes on failing is logged. */
const REMIND_EVERY_MS = 60_000;

/** Background work that is repeated in real time. */
export interface TaskDefinition {
  /** For the log: a verb and its object. */
  name: string;
  intervalMs: number;
  /** What does not work while the task fails, if Cutover cannot do without it: readiness then says so. */
  part?: Part;
  run: () => Promise<void>;
}

/**
 * The background tasks of an app. A failure is logged, and the task runs again after its interval; of failures in a
 * row, the first is logged and then one a minute.
 */
export interface PeriodicTasks {
  /** Runs the task now, and then repeatedly. */
  start(task: TaskDefinition): void;
  /** Resolves when runs in progress have ended. */
  stop(): Promise<void>;
}

/** Failures of a task in a row. */
interface Failing {
  since: Date;
  beganAt: number;
  loggedAt: number;
  failures: number;
}

export function createPeriodicTasks({
  log,
  readiness,
  onFailure = () => undefined,
}: {
  log: Pick<Log, 'info' | 'error'>;
  readiness: Pick<Readiness, 'report'>;
  /** Gets the name of a task that failed. */
  onFailure?: (task: string) => void;
}): PeriodicTasks {
  const running: PeriodicTask[] = [];

  function start({ name, intervalMs, part, run }: TaskDefinition): void {
    let failing: Failing | null = null;

    function failed(error: unknown): void {
      onFailure(name);
      const message = 'background task failed, will retry';
      if (isStoreUnavailable(error)) {
        log.error({ err: error, task: name }, message); // whoever watches the store does the rest
        return;
      }
      const now = performance.now();
      failing ??= { since: createClock().now(), beganAt: now, loggedAt: -Infinity, failures: 0 };
      failing.failures++;
      const { since, failures } = failing;
      if (now - failing.loggedAt >= REMIND_EVERY_MS) {
        failing.loggedAt = now;
        log.error({ err: error, task: name, since, failures }, message);
      }
      if (part !== undefined && now - failing.beganAt >= FAILING_AFTER_MS) {
        readiness.report(part, describe(name, since, error));
      }
    }

    function worked(): void {
      if (!failing) return;
      const { since, failures } = failing;
      log.info({ task: name, since, failures }, 'background task works again');
      failing = null;
      if (part !== undefined) readiness.report(part, null);
    }

    running.push(runEvery({ intervalMs, run: () => run().then(worked), onError: failed }));
  }

  return {
    start,
    async stop() {
      await Promise.all(running.map((task) => task.stop()));
    },
  };
}

function describe(task: string, since: Date, error: unknown): string {
  const reason = isStoreDamaged(error)
    ? 'a part of the store is damaged. Restore the store from a backup.'
    : 'the log says why.';
  return `The task "${task}" has failed since ${since.toISOString()}: ${reason}`;
}
