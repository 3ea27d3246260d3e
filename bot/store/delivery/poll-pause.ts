/** Poll intervals while jobs may come or finish, and after that. */
const IDLE_POLL_MS = 150;
const RESTING_POLL_MS = 1_000;
/** Polling slows down this long after the last job. A job that this process adds ends the rest at once. */
const REST_AFTER_MS = 5_000;

/** The pauses between two looks for jobs. */
export interface PollPause {
  /** Milliseconds until the next look, where the last one found no more jobs. */
  next(): number;
  /** Keeps polling for a while: the transaction that adds a job may not be committed yet. */
  expectJobs: () => void;
  wait(milliseconds: number): Promise<void>;
  /** Ends the pause that somebody waits for. */
  end(): void;
}

/** @param isBusy whether jobs are in progress: there is no rest meanwhile. */
export function createPollPause(isBusy: () => boolean): PollPause {
  let restsFrom = 0; // milliseconds of the process's monotonic clock
  let end = () => {};
  const isResting = () => !isBusy() && performance.now() >= restsFrom;

  return {
    next: () => (isResting() ? RESTING_POLL_MS : IDLE_POLL_MS),
    expectJobs() {
      const rested = isResting();
      restsFrom = performance.now() + REST_AFTER_MS;
      if (rested) end();
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => end(),
  };
}
