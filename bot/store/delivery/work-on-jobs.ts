import { setMaxListeners } from 'node:events';
import type { Job, PgBoss } from 'pg-boss';
import type { PostJob, PostWorker } from '../../delivery/ports.ts';
import { createJobsInProgress } from './jobs-in-progress.ts';
import { createPollPause } from './poll-pause.ts';
import { QUEUE } from './post-jobs.ts';

/** The pause while the worker has no capacity. */
const BUSY_POLL_MS = 20;
/** The pause after the store has failed. */
const FAILED_POLL_MS = 150;
const FETCH_SIZE = 25;
/** Most jobs in progress, of all tenants. */
const MAX_IN_PROGRESS = 2_000;

/** Gives this process's part of the jobs to a worker. */
export interface JobLoop {
  /** Begins with the jobs. */
  work: (worker: PostWorker) => void;
  /** To be called when this process has added a job. */
  expectJobs: () => void;
  /** Fetches no more jobs and waits for those in progress. */
  drain: () => Promise<void>;
}

/** @param retryLater adds a job again, after so many seconds. */
export function createJobLoop(
  boss: PgBoss,
  {
    retryLater,
    onError,
  }: { retryLater: (job: PostJob, seconds: number) => Promise<void>; onError: (error: unknown) => void },
): JobLoop {
  const jobs = createJobsInProgress(boss);
  const pause = createPollPause(jobs.isBusy);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every job in progress listens
  const isStopping = () => stopping.signal.aborted;
  let working: Promise<void> | null = null;

  async function handle(worker: PostWorker, { data }: Job<PostJob>): Promise<void> {
    try {
      const retrySeconds = await worker.deliver(data, stopping.signal);
      if (retrySeconds !== null) await retryLater(data, retrySeconds);
    } catch (error) {
      if (!isStopping()) onError(error);
      throw error;
    }
  }

  /** Returns the milliseconds until the next fetch. */
  async function fetchSome(worker: PostWorker): Promise<number> {
    await jobs.report();
    const inProgress = jobs.count();
    const batchSize = Math.min(FETCH_SIZE, MAX_IN_PROGRESS - inProgress, worker.capacity(inProgress));
    if (batchSize < 1) return BUSY_POLL_MS;
    const ignoreGroups = [...jobs.fullTenants(), ...worker.pausedTenants()];
    const fetched = await boss.fetch<PostJob>(QUEUE, { batchSize, ignoreGroups });
    for (const job of fetched) jobs.add(job, handle(worker, job));
    if (fetched.length > 0) pause.expectJobs();
    return fetched.length === batchSize ? 0 : pause.next();
  }

  async function run(worker: PostWorker): Promise<void> {
    while (!isStopping()) {
      const milliseconds = await fetchSome(worker).catch((error: unknown) => {
        onError(error);
        return FAILED_POLL_MS;
      });
      if (milliseconds > 0 && !isStopping()) await pause.wait(milliseconds);
    }
    await jobs.allDone();
    await jobs.report().catch(onError);
  }

  return {
    expectJobs: pause.expectJobs,
    work(worker) {
      working = run(worker);
    },
    async drain() {
      stopping.abort();
      pause.end();
      await working;
    },
  };
}
