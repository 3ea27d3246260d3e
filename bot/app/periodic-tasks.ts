import type { Log } from '../platform/log.ts';
import { runEvery, type PeriodicTask } from '../platform/run-every.ts';

/** Background work that is repeated in real time. */
export interface TaskDefinition {
  /** For the log: a verb and its object. */
  name: string;
  intervalMs: number;
  run: () => Promise<void>;
}

/** The background tasks of an app. A failure is logged, and the task runs again after its interval. */
export interface PeriodicTasks {
  /** Runs the task now, and then repeatedly. */
  start(task: TaskDefinition): void;
  /** Resolves when runs in progress have ended. */
  stop(): Promise<void>;
}

/** `onFailure` gets the name of a task that failed. */
export function createPeriodicTasks(
  log: Pick<Log, 'error'>,
  onFailure: (task: string) => void = () => undefined,
): PeriodicTasks {
  const running: PeriodicTask[] = [];
  return {
    start({ name, intervalMs, run }) {
      const onError = (error: unknown) => {
        onFailure(name);
        log.error({ err: error, task: name }, 'background task failed, will retry');
      };
      running.push(runEvery({ intervalMs, run, onError }));
    },
    async stop() {
      await Promise.all(running.map((task) => task.stop()));
    },
  };
}
