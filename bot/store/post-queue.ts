import { fromKysely, type JobResult, type PgBoss } from 'pg-boss';
import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

const QUEUE = 'posts';

/** What a job says: which post, and whose limits it counts against. */
export interface PostJob {
  postId: string;
  tenantId: string;
  conversationId: string;
}

/** A worker that died leaves its job active; after this time another one gets it. Longer than any send takes. */
const EXPIRE_SECONDS = 60;

/** Carries the ids of planned posts to whoever delivers them. The ledger decides whether they are sent. */
export interface PostQueue {
  start(): Promise<void>;
  /** Within the ledger's transaction: the row and its job exist together or not at all. */
  add(trx: Transaction<Schema>, job: PostJob, delaySeconds: number): Promise<void>;
  /** Calls `deliver` for each post, several at a time. A throw brings the job back later. */
  work(deliver: (postId: string) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export function createPostQueue(boss: PgBoss, onError: (error: Error) => void): PostQueue {
  boss.on('error', onError);
  return {
    async start() {
      await boss.start();
      await boss.createQueue(QUEUE, {
        notify: true,
        retryLimit: 20,
        retryDelay: 5,
        retryBackoff: true,
        retryDelayMax: 300,
        expireInSeconds: EXPIRE_SECONDS,
      });
    },

    async add(trx, job, delaySeconds) {
      const group = { id: job.tenantId };
      await boss.send(QUEUE, job, { db: fromKysely(trx), startAfter: delaySeconds, group });
    },

    async work(deliver) {
      await boss.work<PostJob>(
        QUEUE,
        // Postgres notifies of new jobs, not of a delayed one whose time has come: that is what polling is for.
        { batchSize: 20, perJobResults: true, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 },
        (jobs) => Promise.all(jobs.map(({ id, data }) => resultOf(id, deliver(data.postId)))),
      );
    },

    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

async function resultOf(id: string, delivered: Promise<void>): Promise<JobResult> {
  try {
    await delivered;
    return { id, status: 'completed' };
  } catch (error) {
    return { id, status: 'failed', output: { message: String(error) } };
  }
}
