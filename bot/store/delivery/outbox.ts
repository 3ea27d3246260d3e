import { randomUUID } from 'node:crypto';
import {
  sql,
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Insertable,
  type Selectable,
  type SqlBool,
  type Transaction,
} from 'kysely';
import { jobOf } from './claim.ts';
import type { PostQueue } from './post-queue.ts';
import type { PostTable, Schema } from '../database/schema.ts';
import type { PostKey } from '../../delivery/ports.ts';

/** PostgreSQL takes 65,535 values in a statement, and a row has 13. */
const ROWS_AT_ONCE = 2_000;

export interface NewPost extends PostKey {
  tenantId: string;
  conversationId: string;
  /** Where in the conversation; absent: a new thread. */
  threadId?: string;
  /** Default: at once. */
  dueAt?: Date;
  /** Why it is only written down and never sent. */
  skipped?: string;
}

/**
 * Where a feature hands over what it wants to say, within the transaction that writes down why: both
 * come to be, or neither. Limits, retries and crashes are the ledger's business from then on.
 */
export interface Outbox {
  /**
   * Plans a post, once for its key: false when there is one already. The conversation must have been
   * remembered.
   */
  post(trx: Transaction<Schema>, post: NewPost, now: Date): Promise<boolean>;
  /**
   * The cards about a subject (all, or that of one occasion) are out of date: those in Teams are written
   * anew and updated in place.
   */
  requestRefresh(
    trx: Transaction<Schema>,
    posts: Omit<PostKey, 'occasion'> & Partial<Pick<PostKey, 'occasion'>>,
    now: Date,
  ): Promise<void>;
  /** The same of these posts. */
  requestRefreshOf(trx: Transaction<Schema>, postIds: readonly string[], now: Date): Promise<void>;
}

export function createOutbox(queue: PostQueue): Outbox {
  return {
    post: async (trx, post, now) => (await postAll({ trx, queue, posts: [post], now })) > 0,

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
  // A planned post is marked too: whoever takes it meanwhile waits for this transaction and writes what it made true.
  const outOfDate = await trx
    .updateTable('posts')
    .set((row) => ({ revision: row('revision', '+', 1), update_attempts: 0, changed_at: now }))
    .where(which)
    .where('state', 'not in', ['failed', 'skipped'])
    .returning(['id', 'state', 'tenant_id', 'conversation_id', 'revision', 'shown_revision', 'lease_until'])
    .execute();
  await queue.addAll(trx, outOfDate.filter(needsJob).map(jobOf));
}

/**
 * Whoever is about to send or is sending a post looks once more when it is there. A card that was out of date
 * already has its job, unless somebody is writing what it said before.
 */
function needsJob(row: Pick<Selectable<PostTable>, 'state' | 'revision' | 'shown_revision' | 'lease_until'>) {
  const wasUpToDate = row.revision - 1 <= row.shown_revision;
  return row.state === 'sent' && (wasUpToDate || row.lease_until !== null);
}

/** Gives the number of those that were not there yet. */
export async function postAll({
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
  for (let i = 0; i < posts.length; i += ROWS_AT_ONCE) {
    const added = await trx
      .insertInto('posts')
      .values(posts.slice(i, i + ROWS_AT_ONCE).map((post) => toRow(post, now)))
      .onConflict((conflict) => conflict.columns(['kind', 'subject_id', 'occasion']).doNothing())
      .returning(['id', 'state', 'tenant_id', 'conversation_id'])
      .execute();
    await queue.addAll(trx, added.filter(({ state }) => state === 'planned').map(jobOf));
    count += added.length;
  }
  return count;
}

function toRow(post: NewPost, now: Date): Insertable<PostTable> {
  return {
    id: randomUUID(),
    kind: post.kind,
    subject_id: post.subjectId,
    occasion: post.occasion,
    tenant_id: post.tenantId,
    conversation_id: post.conversationId,
    thread_id: post.threadId ?? null,
    state: post.skipped === undefined ? 'planned' : 'skipped',
    reason: post.skipped ?? null,
    due_at: post.dueAt ?? now,
    changed_at: now,
    attempts: 0,
    activity_id: null,
  };
}
