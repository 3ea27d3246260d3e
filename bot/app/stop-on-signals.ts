import { DEADLINES } from '../platform/deadlines.ts';
import type { Log } from '../platform/log.ts';

/** What Docker, Kubernetes, App Service and systemd send, and Ctrl-C. */
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

const CUT_SHORT = 'What was at work may be lost, and what was being posted may be posted again.';

export interface SignalHandler {
  /** Gives what ends the app. Before, a signal ends the process at once: nothing has begun. */
  stopApp(stop: () => Promise<void>): void;
  /** Whether a signal came. */
  isStopping(): boolean;
}

/**
 * Ends the process when a signal comes: with exit code 0 when everything has ended in order, and with 1 when that
 * fails, takes longer than `stopMs`, or a second signal comes. As process 1 of a container it has to: there, a
 * signal without a handler does nothing.
 */
export function stopOnSignals(
  log: Pick<Log, 'info' | 'error'>,
  { stopMs }: { stopMs: number } = DEADLINES,
): SignalHandler {
  let stop: () => Promise<void> = () => Promise.resolve();
  let first: string | null = null;

  function endNow(fields: object, message: string): never {
    log.error(fields, message);
    process.exit(1);
  }

  function take(signal: string): void {
    if (first !== null) {
      endNow({ signal, first }, `second signal, the process ends at once. ${CUT_SHORT}`);
    }
    first = signal;
    log.info({ signal }, 'stopping');
    setTimeout(
      () => endNow({ signal, stopMs }, `not stopped in time, the process ends. ${CUT_SHORT}`),
      stopMs,
    );
    stop().then(
      () => {
        log.info({ signal }, 'stopped');
        process.exit(0);
      },
      (error: unknown) => endNow({ signal, err: error }, 'failed to stop'),
    );
  }

  for (const signal of SIGNALS) process.on(signal, take);
  return {
    stopApp(given) {
      stop = given;
    },
    isStopping: () => first !== null,
  };
}
