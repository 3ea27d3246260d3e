import type { Job, PgBoss } from 'pg-boss';
import type { PostJob } from '../../delivery/ports.ts';
import { QUEUE } from './post-jobs.ts';

/** How often a process gives the sign of life. */
const HEARTBEAT_EVERY_MS = 3_000;

/** Most jobs in progress for one tenant, which may be slow. */
const MAX_PER_TENANT = 100;

/** The jobs of this process, until pg-boss knows that they are done. */
export interface JobsInProgress {
  count(): number;
  /** Whether there are any, done ones that pg-boss doesn't know of included. */
  isBusy: () => boolean;
  /** Tenants that get no further job for now. */
  fullTenants(): string[];
  /** Counts a job until `work` ends: it has failed where that rejects. */
  add(job: Job<PostJob>, work: Promise<void>): void;
  /** Tells pg-boss which jobs are done since the last call, and now and then that the others are alive. */
  report(): Promise<void>;
  /** Resolves when none is left. */
  allDone(): Promise<void>;
}

export function createJobsInProgress(boss: Pick<PgBoss, 'complete' | 'fail' | 'touch'>): JobsInProgress {
  const byTenant = new Map<string, number>();
  const all = new Map<Promise<void>, Job<PostJob>>();
  const done: { completed: Job[]; failed: Job[] } = { completed: [], failed: [] };
  let heartbeatAt = performance.now();

  async function reportDone(): Promise<void> {
    const completed = done.completed.splice(0);
    const failed = done.failed.splice(0);
    if (completed.length > 0) await boss.complete(QUEUE, completed);
    if (failed.length > 0) await boss.fail(QUEUE, failed);
  }

  async function beat(): Promise<void> {
    if (performance.now() - heartbeatAt < HEARTBEAT_EVERY_MS) return;
    heartbeatAt = performance.now();
    const jobs = [...all.values()];
    if (jobs.length > 0) await boss.touch(QUEUE, jobs);
  }

  return {
    count: () => all.size,
    isBusy: () => all.size + done.completed.length + done.failed.length > 0,
    fullTenants: () => [...byTenant].filter(([, count]) => count >= MAX_PER_TENANT).map(([tenant]) => tenant),
    add(job, work) {
      const { tenantId } = job.data;
      byTenant.set(tenantId, (byTenant.get(tenantId) ?? 0) + 1);
      const ended = work
        .then(
          () => done.completed.push(job),
          () => done.failed.push(job),
        )
        .then(() => {
          all.delete(ended);
          const left = (byTenant.get(tenantId) ?? 0) - 1;
          if (left > 0) byTenant.set(tenantId, left);
          else byTenant.delete(tenantId);
        });
      all.set(ended, job);
    },
    async report() {
      await reportDone();
      await beat();
    },
    async allDone() {
      await Promise.all(all.keys());
    },
  };
}
