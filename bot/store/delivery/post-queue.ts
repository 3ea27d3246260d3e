import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { fromKysely, type Job, type PgBoss } from 'pg-boss';
import type { Schema } from '../database/schema.ts';
import type { PostJob, PostWorker } from '../../delivery/ports.ts';

/** The queue's name in pg-boss. */
export const QUEUE = 'post-jobs';

/** A worker that died leaves its job active; after this time another one gets it. Longer than any job takes. */
const EXPIRE_SECONDS = 40;

/** pg-boss hands out what has the highest priority first, and of the same the oldest. */
const POST_PRIORITY = 1;
const UPDATE_PRIORITY = 0;

const OPTIONS = {
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: EXPIRE_SECONDS,
  deleteAfterSeconds: 3_600,
};

/** How soon it looks again when there was nothing, and when nothing more could be taken. */
const EMPTY_MS = 150;
const FULL_MS = 20;
const BATCH = 25;
/** Jobs that one process has in hand: those of one tenant, which may be slow, and all. */
const HELD_OF_TENANT = 100;
const HELD = 2_000;

/** Carries the ids of posts to whoever delivers them. The ledger decides whether they are sent. */
export interface PostQueue {
  /** `isAlone`: no other process has this store open, so that jobs in hand are those of one that died. */
  start(options?: { isAlone: boolean }): Promise<void>;
  /** Within the ledger's transaction: the row and its job exist together or not at all. */
  add(trx: Transaction<Schema>, job: PostJob, delaySeconds: number): Promise<void>;
  /** Many at once, without delay. */
  addAll(trx: Transaction<Schema>, jobs: readonly PostJob[]): Promise<void>;
  /** Among these posts, those that no job carries. */
  findAbandoned(trx: Transaction<Schema>, postIds: readonly string[]): Promise<string[]>;
  /** Hands jobs out until the queue is stopped, some of each tenant at the same time. */
  work(worker: PostWorker): void;
  /** Takes no more jobs and waits for those in hand. */
  stop(): Promise<void>;
}

export function createPostQueue(
  boss: PgBoss,
  db: Kysely<Schema>,
  onError: (error: unknown) => void,
): PostQueue {
  boss.on('error', onError);
  const hands = createHands();
  const done: { completed: Job[]; failed: Job[] } = { completed: [], failed: [] };
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every job in hand listens
  let working: Promise<void> | null = null;

  async function handle(worker: PostWorker, job: Job<PostJob>): Promise<void> {
    try {
      const postponedSeconds = await worker.deliver(job.data, stopping.signal);
      if (postponedSeconds !== null) await send(undefined, job.data, postponedSeconds);
      done.completed.push(job);
    } catch (error) {
      if (!stopping.signal.aborted) onError(error);
      done.failed.push(job);
    }
  }

  async function send(trx: Transaction<Schema> | undefined, job: PostJob, startAfter: number): Promise<void> {
    const options = { startAfter, ...optionsOf(job) };
    await boss.send(QUEUE, job, trx ? { ...options, db: fromKysely(trx) } : options);
  }

  async function report(): Promise<void> {
    const completed = done.completed.splice(0);
    const failed = done.failed.splice(0);
    if (completed.length > 0) await boss.complete(QUEUE, completed);
    if (failed.length > 0) await boss.fail(QUEUE, failed);
  }

  /** Gives how soon to look again. */
  async function fetchSome(worker: PostWorker): Promise<number> {
    await report();
    const batchSize = Math.min(BATCH, HELD - hands.held(), worker.room(hands.held()));
    if (batchSize < 1) return FULL_MS;
    const ignoreGroups = [...hands.fullTenants(), ...worker.heldTenants()];
    const jobs = await boss.fetch<PostJob>(QUEUE, { batchSize, ignoreGroups });
    for (const job of jobs) hands.hold(job.data.tenantId, handle(worker, job));
    return jobs.length === batchSize ? 0 : EMPTY_MS;
  }

  async function run(worker: PostWorker): Promise<void> {
    while (!stopping.signal.aborted) {
      const milliseconds = await fetchSome(worker).catch((error: unknown) => {
        onError(error);
        return EMPTY_MS;
      });
      if (milliseconds > 0) await pause(milliseconds);
    }
    await hands.empty();
    await report().catch(onError);
  }

  return {
    async start({ isAlone } = { isAlone: false }) {
      await boss.start();
      if (!(await boss.getQueue(QUEUE))) await boss.createQueue(QUEUE, OPTIONS);
      if (isAlone) {
        await sql`delete from jobs.job where name = ${QUEUE} and state = 'active'`.execute(db);
      }
    },

    add: send,

    async addAll(trx, jobs) {
      const inserts = jobs.map((job) => ({ data: job, ...optionsOf(job) }));
      if (inserts.length > 0) await boss.insert(QUEUE, inserts, { db: fromKysely(trx) });
    },

    async findAbandoned(trx, postIds) {
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

    async stop() {
      stopping.abort();
      await working;
      await boss.stop({ graceful: false });
    },
  };
}

function optionsOf({ tenantId, isUpdate }: PostJob) {
  return { group: { id: tenantId }, priority: isUpdate ? UPDATE_PRIORITY : POST_PRIORITY };
}

/** What is under way, by tenant. */
function createHands() {
  const byTenant = new Map<string, number>();
  const all = new Set<Promise<void>>();
  return {
    held: () => all.size,
    fullTenants: () => [...byTenant].filter(([, held]) => held >= HELD_OF_TENANT).map(([tenant]) => tenant),
    hold(tenantId: string, work: Promise<void>): void {
      byTenant.set(tenantId, (byTenant.get(tenantId) ?? 0) + 1);
      const ended = work.finally(() => {
        all.delete(ended);
        const left = (byTenant.get(tenantId) ?? 0) - 1;
        if (left > 0) byTenant.set(tenantId, left);
        else byTenant.delete(tenantId);
      });
      all.add(ended);
    },
    async empty(): Promise<void> {
      await Promise.all(all);
    },
  };
}
