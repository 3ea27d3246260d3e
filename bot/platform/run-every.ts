/** Work that is repeated until it is stopped. */
export interface PeriodicTask {
  /** Resolves when a run in progress has ended. */
  stop(): Promise<void>;
}

/** Runs `run` now and every `intervalMs`, never concurrently. Errors go to `onError`. */
export function runEvery({
  intervalMs,
  run,
  onError,
}: {
  intervalMs: number;
  run: () => Promise<void>;
  onError: (error: unknown) => void;
}): PeriodicTask {
  let current: Promise<void> | null = null;
  const tick = () => {
    current ??= run()
      .catch(onError)
      .finally(() => {
        current = null;
      });
  };
  tick();
  const timer = setInterval(tick, intervalMs);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
