import { sql, type Kysely } from 'kysely';
import type { Backlog } from '../../platform/metrics.ts';
import type { Schema } from '../database/schema.ts';
import { QUEUE } from './post-jobs.ts';

const OPEN_STATES = ['planned', 'sending', 'unknown'] as const;
const JOB_STATES = ['created', 'retry', 'active'] as const;

/** Counts what waits for delivery. `now` is the app's clock, by which posts are due. */
export async function readBacklog(db: Kysely<Schema>, now: Date): Promise<Backlog> {
  const posts = await db
    .selectFrom('posts')
    .select((post) => ['state', post.fn.countAll<string>().as('count'), post.fn.min('due_at').as('oldest')])
    .where('state', 'in', OPEN_STATES)
    .where('carried_by', 'is', null)
    .where((post) => post.or([post('state', '!=', 'unknown'), post('is_repeat', '=', false)])) // else given up
    .groupBy('state')
    .execute();
  const { rows: jobs } = await sql<{ state: string; count: string }>`
    select state::text as state, count(*) as count from jobs.job
    where name = ${QUEUE} and state in ('created', 'retry', 'active') group by state`.execute(db);
  const oldest = Math.min(...posts.map((row) => row.oldest.getTime()), now.getTime());
  return {
    posts: countsOf(OPEN_STATES, posts),
    jobs: countsOf(JOB_STATES, jobs),
    oldestDueSeconds: (now.getTime() - oldest) / 1_000,
  };
}

/** States without a row count 0. */
function countsOf(states: readonly string[], rows: readonly { state: string; count: string }[]) {
  const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  return Object.fromEntries(states.map((state) => [state, counts.get(state) ?? 0]));
}
