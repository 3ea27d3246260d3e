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
import type { PostTable } from '../database/delivery-tables.ts';
import type { Schema } from '../database/schema.ts';
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
  const newPosts = new Map(posts.map((post) => [keyOf(post), post]));
  const added: AddedPost[] = [];
  for (let i = 0; i < posts.length; i += MAX_ROWS) {
    const some = await trx
      .insertInto('posts')
      .values(posts.slice(i, i + MAX_ROWS).map((post) => toPostRow(post, now)))
      .onConflict((conflict) => conflict.columns(['kind', 'subject_id', 'occasion']).doNothing())
      .returning(['id', 'state', 'tenant_id', 'conversation_id', 'kind', 'subject_id', 'occasion'])
      .execute();
    added.push(
      ...some.map((row) => ({ ...row, post: newPosts.get(keyOf({ ...row, subjectId: row.subject_id })) })),
    );
  }
  const carried = await shareCards(trx, added);
  const jobs = added
    .filter(({ id, state }) => state === 'planned' && !carried.has(id))
    .map((row) => (row.post?.isMinor ? { ...toJob(row), isMinor: true } : toJob(row)));
  await queue.addAll(trx, jobs);
  return added.length;
}

/** A row that was added, with what it was made from. */
type AddedPost = Pick<
  Selectable<PostTable>,
  'id' | 'state' | 'tenant_id' | 'conversation_id' | 'subject_id'
> & {
  post: NewPost | undefined;
};

/** Puts posts that share a card on that of the first of their subject. Returns the ids of the others. */
async function shareCards(
  trx: Transaction<Schema>,
  added: readonly AddedPost[],
): Promise<ReadonlySet<string>> {
  const sharing = added.filter(({ state, post }) => state === 'planned' && post?.sharesCard);
  const carriers = new Map<string, string>();
  const carried = sharing.flatMap(({ id, subject_id: subject }) => {
    const carrier = carriers.get(subject);
    if (carrier === undefined) carriers.set(subject, id);
    return carrier === undefined ? [] : [{ id, carrier }];
  });
  if (carried.length === 0) return new Set();
  await sql`
    update posts set carried_by = carried.carrier
    from jsonb_to_recordset(${JSON.stringify(carried)}::jsonb) as carried(id uuid, carrier uuid)
    where posts.id = carried.id`.execute(trx);
  return new Set(carried.map(({ id }) => id));
}

function keyOf({ kind, subjectId, occasion }: PostKey): string {
  return JSON.stringify([kind, subjectId, occasion]);
}
