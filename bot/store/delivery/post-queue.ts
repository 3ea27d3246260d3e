import { sql, type Kysely, type Transaction } from 'kysely';
import { fromKysely, type PgBoss } from 'pg-boss';
import type { Schema } from '../database/schema.ts';
import type { PostJob, PostWorker } from '../../delivery/ports.ts';
import { jobOptions, QUEUE, QUEUE_OPTIONS } from './post-jobs.ts';
import { createJobLoop } from './work-on-jobs.ts';

/** Without a sign of life for this long, another instance gets a process's jobs. pg-boss's minimum. */
const HEARTBEAT_SECONDS = 10;

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
  const loop = createJobLoop(boss, { retryLater: (job, seconds) => send(undefined, job, seconds), onError });

  async function send(trx: Transaction<Schema> | undefined, job: PostJob, startAfter: number): Promise<void> {
    const options = { startAfter, ...jobOptions(job) };
    await boss.send(QUEUE, job, trx ? { ...options, db: fromKysely(trx) } : options);
    loop.expectJobs();
  }

  return {
    async start({ isSingleInstance } = { isSingleInstance: false }) {
      await boss.start();
      if (!(await boss.getQueue(QUEUE))) await boss.createQueue(QUEUE, QUEUE_OPTIONS);
      await boss.updateQueue(QUEUE, { heartbeatSeconds: isSingleInstance ? null : HEARTBEAT_SECONDS });
      if (isSingleInstance) {
        await sql`delete from jobs.job where name = ${QUEUE} and state = 'active'`.execute(db);
      }
    },

    add: send,

    async addAll(trx, jobs) {
      const inserts = jobs.map((job) => ({ data: job, ...jobOptions(job) }));
      if (inserts.length === 0) return;
      await boss.insert(QUEUE, inserts, { db: fromKysely(trx) });
      loop.expectJobs();
    },

    async findWithoutJob(trx, postIds) {
      const { rows } = await sql<{ wanted: string }>`
        select wanted from unnest(${postIds}::text[]) as wanted where not exists (
          select 1 from jobs.job
          where name = ${QUEUE} and state in ('created', 'retry', 'active') and data ->> 'postId' = wanted
        )`.execute(trx);
      return rows.map(({ wanted }) => wanted);
    },

    work: loop.work,
    drain: loop.drain,

    async stop() {
      await loop.drain();
      await boss.stop({ graceful: false });
    },
  };
}
