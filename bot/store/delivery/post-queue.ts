import { setMaxListeners } from 'node:events';
import { sql, type Kysely, type Transaction } from 'kysely';
import { fromKysely, type Job, type PgBoss } from 'pg-boss';
import type { Schema } from '../database/schema.ts';
import type { PostJob, PostWorker } from '../../delivery/ports.ts';

/** The queue's name in pg-boss. */
export const QUEUE = 'post-jobs';

/** A job that takes longer is given to another worker, too. Longer than any job takes. */
const EXPIRE_SECONDS = 40;

/** Without a sign of life for this long, another instance gets a process's jobs. pg-boss's minimum. */
const HEARTBEAT_SECONDS = 10;

/** How often a process gives the sign of life. */
const HEARTBEAT_EVERY_MS = 3_000;

/** pg-boss fetches the highest priority first, then the oldest job. */
const POST_PRIORITY = 2;
const MINOR_POST_PRIORITY = 1;
const UPDATE_PRIORITY = 0;

const OPTIONS = {
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: EXPIRE_SECONDS,
  deleteAfterSeconds: 3_600,
};

/** Poll intervals while jobs may come or finish, after that, and while the worker has no capacity. */
const IDLE_POLL_MS = 150;
const RESTING_POLL_MS = 1_000;
const BUSY_POLL_MS = 20;
/** Polling slows down this long after the last job. A job that this process adds ends the rest at once. */
const REST_AFTER_MS = 5_000;
const FETCH_SIZE = 25;
/** Most jobs in progress, for one tenant (which may be slow) and in total. */
const MAX_PER_TENANT = 100;
const MAX_IN_PROGRESS = 2_000;

/** The queue of posts to deliver. Whether a post is sent is for the ledger to decide. */
export interface PostQueue {
  /** With `isSingleInstance`, jobs that are active in the store are those of a process that died, and are released. */
  start(options?: { isSingleInstance: boolean }): Promise<void>;
  /** Adds a job in the ledger's transaction, so that a row and its job are committed together. */
  add(trx: Transaction<Schema>, job: PostJob, delaySeconds: number): Promise<void>;
  /** Adds many jobs without delay. */
  addAll(trx: Transaction<Schema>, jobs: readonly PostJob[]): Promise<void>;
  /** The ids of those posts that have no job. */
  findWithoutJob(trx: Transaction<Schema>, postIds: readonly string[]): Promise<string[]>;
  /** Gives jobs to `worker` until the queue is stopped. */
  work(worker: PostWorker): void;
  /** Fetches no more jobs and waits for those in progress. Jobs can still be added. */
  drain(): Promise<void>;
  /** Drains, and closes the queue. */
  stop(): Promise<void>;
}

export function createPostQueue(
  boss: PgBoss,
  db: Kysely<Schema>,
  onError: (error: unknown) => void,
): PostQueue {
  boss.on('error', onError);
  const jobsInProgress = createJobTracker();
  let heartbeatAt = performance.now();
  const done: { completed: Job[]; failed: Job[] } = { completed: [], failed: [] };
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every job in progress listens
  let working: Promise<void> | null = null;
  let restsFrom = 0; // milliseconds of the process's monotonic clock
  let endPause = () => {};

  /** Keeps polling for a while: the transaction that adds a job may not be committed yet. */
  function expectJobs(): void {
    const rested = isResting();
    restsFrom = performance.now() + REST_AFTER_MS;
    if (rested) endPause();
  }

  function isResting(): boolean {
    const isBusy = jobsInProgress.count() + done.completed.length + done.failed.length > 0;
    return !isBusy && performance.now() >= restsFrom;
  }

  function pause(milliseconds: number): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function handle(worker: PostWorker, job: Job<PostJob>): Promise<void> {
    try {
      const retrySeconds = await worker.deliver(job.data, stopping.signal);
      if (retrySeconds !== null) await send(undefined, job.data, retrySeconds);
      done.completed.push(job);
    } catch (error) {
      if (!stopping.signal.aborted) onError(error);
      done.failed.push(job);
    }
  }

  async function send(trx: Transaction<Schema> | undefined, job: PostJob, startAfter: number): Promise<void> {
    const options = { startAfter, ...optionsOf(job) };
    await boss.send(QUEUE, job, trx ? { ...options, db: fromKysely(trx) } : options);
    expectJobs();
  }

  async function reportDone(): Promise<void> {
    const completed = done.completed.splice(0);
    const failed = done.failed.splice(0);
    if (completed.length > 0) await boss.complete(QUEUE, completed);
    if (failed.length > 0) await boss.fail(QUEUE, failed);
  }

  async function beat(): Promise<void> {
    if (performance.now() - heartbeatAt < HEARTBEAT_EVERY_MS) return;
    heartbeatAt = performance.now();
    const jobs = jobsInProgress.jobs();
    if (jobs.length > 0) await boss.touch(QUEUE, jobs);
  }

  /** Returns the milliseconds until the next fetch. */
  async function fetchSome(worker: PostWorker): Promise<number> {
    await reportDone();
    await beat();
    const batchSize = Math.min(
      FETCH_SIZE,
      MAX_IN_PROGRESS - jobsInProgress.count(),
      worker.capacity(jobsInProgress.count()),
    );
    if (batchSize < 1) return BUSY_POLL_MS;
    const ignoreGroups = [...jobsInProgress.fullTenants(), ...worker.pausedTenants()];
    const jobs = await boss.fetch<PostJob>(QUEUE, { batchSize, ignoreGroups });
    for (const job of jobs) jobsInProgress.add(job, handle(worker, job));
    if (jobs.length > 0) expectJobs();
    if (jobs.length === batchSize) return 0;
    return isResting() ? RESTING_POLL_MS : IDLE_POLL_MS;
  }

  async function run(worker: PostWorker): Promise<void> {
    while (!stopping.signal.aborted) {
      const milliseconds = await fetchSome(worker).catch((error: unknown) => {
        onError(error);
        return IDLE_POLL_MS;
      });
      if (milliseconds > 0) await pause(milliseconds);
    }
    await jobsInProgress.allDone();
    await reportDone().catch(onError);
  }

  async function drain(): Promise<void> {
    stopping.abort();
    endPause();
    await working;
  }

  return {
    async start({ isSingleInstance } = { isSingleInstance: false }) {
      await boss.start();
      if (!(await boss.getQueue(QUEUE))) await boss.createQueue(QUEUE, OPTIONS);
      await boss.updateQueue(QUEUE, { heartbeatSeconds: isSingleInstance ? null : HEARTBEAT_SECONDS });
      if (isSingleInstance) {
        await sql`delete from jobs.job where name = ${QUEUE} and state = 'active'`.execute(db);
      }
    },

    add: send,

    async addAll(trx, jobs) {
      const inserts = jobs.map((job) => ({ data: job, ...optionsOf(job) }));
      if (inserts.length === 0) return;
      await boss.insert(QUEUE, inserts, { db: fromKysely(trx) });
      expectJobs();
    },

    async findWithoutJob(trx, postIds) {
      const { rows } = await sql<{ wanted: string }>`
        select wanted from unnest(${postIds}::text[]) as wanted where not exists (
          select 1 from jobs.job
          where name = ${QUEUE} and state in ('created', 'retry', 'active') and data ->> 'postId' = wanted
        )`.execute(trx);
      return rows.map(({ wanted }) => wanted);
    },

    work(worker) {
      working = run(worker);
    },

    drain,

    async stop() {
      await drain();
      await boss.stop({ graceful: false });
    },
  };
}

function optionsOf({ tenantId, isUpdate, isMinor }: PostJob) {
  const postPriority = isMinor ? MINOR_POST_PRIORITY : POST_PRIORITY;
  return { group: { id: tenantId }, priority: isUpdate ? UPDATE_PRIORITY : postPriority };
}

/** Counts jobs in progress, by tenant. */
function createJobTracker() {
  const byTenant = new Map<string, number>();
  const all = new Map<Promise<void>, Job<PostJob>>();
  return {
    count: () => all.size,
    jobs: () => [...all.values()],
    fullTenants: () => [...byTenant].filter(([, count]) => count >= MAX_PER_TENANT).map(([tenant]) => tenant),
    add(job: Job<PostJob>, work: Promise<void>): void {
      const { tenantId } = job.data;
      byTenant.set(tenantId, (byTenant.get(tenantId) ?? 0) + 1);
      const ended = work.finally(() => {
        all.delete(ended);
        const left = (byTenant.get(tenantId) ?? 0) - 1;
        if (left > 0) byTenant.set(tenantId, left);
        else byTenant.delete(tenantId);
      });
      all.set(ended, job);
    },
    async allDone(): Promise<void> {
      await Promise.all(all.keys());
    },
  };
}
