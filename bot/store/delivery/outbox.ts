import {
  sql,
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Selectable,
  type SqlBool,
  type Transaction,
} from 'kysely';
import { toJob, toPostRow, type NewPost } from './post-row.ts';
import type { PostQueue } from './post-queue.ts';
import type { PostTable, Schema } from '../database/schema.ts';
import type { PostKey } from '../../delivery/ports.ts';

/** PostgreSQL allows 65,535 values in a statement, and a row has 13. */
const MAX_ROWS = 2_000;

/**
 * Where features hand over what they want to post, in the transaction that records the reason, so that both are
 * committed or neither. The ledger takes care of rate limits, retries and crashes.
 */
export interface Outbox {
  /** Plans a post once: false if its key has one already. The conversation must have been saved before. */
  post(trx: Transaction<Schema>, post: NewPost, now: Date): Promise<boolean>;
  /** Updates the cards about a subject (all, or that of one occasion) in place. */
  requestRefresh(
    trx: Transaction<Schema>,
    posts: Omit<PostKey, 'occasion'> & Partial<Pick<PostKey, 'occasion'>>,
    now: Date,
  ): Promise<void>;
  /** Updates the cards of these posts. */
  requestRefreshOf(trx: Transaction<Schema>, postIds: readonly string[], now: Date): Promise<void>;
}

export function createOutbox(queue: PostQueue): Outbox {
  return {
    post: async (trx, post, now) => (await addPosts({ trx, queue, posts: [post], now })) > 0,

    requestRefresh: (trx, { kind, subjectId, occasion }, now) =>
      refresh(trx, queue, now, (post) =>
        post.and({ kind, subject_id: subjectId, ...(occasion === undefined ? {} : { occasion }) }),
      ),

    requestRefreshOf: (trx, postIds, now) =>
      refresh(trx, queue, now, (post) => post('id', '=', post.fn.any(sql.val(postIds)))),
  };
}

async function refresh(
  trx: Transaction<Schema>,
  queue: PostQueue,
  now: Date,
  which: (post: ExpressionBuilder<Schema, 'posts'>) => ExpressionWrapper<Schema, 'posts', SqlBool>,
): Promise<void> {
  // A planned post is marked too: a worker that claims it meanwhile waits for this transaction, then renders the new state.
  const outdated = await trx
    .updateTable('posts')
    .set((row) => ({ revision: row('revision', '+', 1), update_attempts: 0, changed_at: now }))
    .where(which)
    .where('state', 'not in', ['failed', 'skipped'])
    .returning(['id', 'state', 'tenant_id', 'conversation_id', 'activity_id'])
    .returning(['revision', 'shown_revision', 'lease_until'])
    .execute();
  await queue.addAll(trx, outdated.filter(needsJob).map(toJob));
}

/**
 * A post that is not sent yet needs none: its worker checks the revision after sending. A card that was outdated
 * before has its job already, unless a worker is rendering the previous revision. A card without an activity id
 * cannot be updated.
 */
function needsJob(
  row: Pick<Selectable<PostTable>, 'state' | 'activity_id' | 'revision' | 'shown_revision' | 'lease_until'>,
) {
  const wasUpToDate = row.revision - 1 <= row.shown_revision;
  return row.state === 'sent' && row.activity_id !== null && (wasUpToDate || row.lease_until !== null);
}

/** Adds posts with their jobs. Returns the number of those that did not exist yet. */
export async function addPosts({
  trx,
  queue,
  posts,
  now,
}: {
  trx: Transaction<Schema>;
  queue: PostQueue;
  posts: readonly NewPost[];
  now: Date;
}): Promise<number> {
  let count = 0;
  const keyOf = (post: PostKey) => JSON.stringify([post.kind, post.subjectId, post.occasion]);
  const minor = new Set(posts.filter(({ isMinor }) => isMinor).map(keyOf));
  for (let i = 0; i < posts.length; i += MAX_ROWS) {
    const added = await trx
      .insertInto('posts')
      .values(posts.slice(i, i + MAX_ROWS).map((post) => toPostRow(post, now)))
      .onConflict((conflict) => conflict.columns(['kind', 'subject_id', 'occasion']).doNothing())
      .returning(['id', 'state', 'tenant_id', 'conversation_id', 'kind', 'subject_id', 'occasion'])
      .execute();
    const jobs = added
      .filter(({ state }) => state === 'planned')
      .map((row) => {
        const isMinor = minor.has(keyOf({ ...row, subjectId: row.subject_id }));
        return isMinor ? { ...toJob(row), isMinor } : toJob(row);
      });
    await queue.addAll(trx, jobs);
    count += added.length;
  }
  return count;
}
