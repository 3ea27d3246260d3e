import { sql, type ExpressionBuilder, type Kysely, type Transaction } from 'kysely';
import type { NonEmptyArray } from '../../platform/batch.ts';
import { REPEAT_PAUSE_SECONDS, unknownColumns } from './claim.ts';
import type { PostQueue } from './post-queue.ts';
import type { Schema } from '../database/schema.ts';
import type { Post, Instants, PostJob, Settlement } from '../../delivery/ports.ts';

/** When a repeat that must not be posted now is tried again. */
const WITHDRAWN_REPEAT_SECONDS = 600;

/** A post that Teams has accepted, with the id of its activity. */
export interface Accepted {
  post: Post;
  /** Null if Teams did not return one. */
  activityId: string | null;
  at: Date;
}

/**
 * Records accepted posts in one statement, like `settle` for each. The result is false for posts that this process
 * no longer holds, that are locked (like `claimWaiting` it does not wait for those), or whose card has changed since
 * it was rendered, which takes a job.
 */
export async function settleAccepted(db: Kysely<Schema>, all: NonEmptyArray<Accepted>): Promise<boolean[]> {
  const wanted = all.map(({ post: { id, attempts }, activityId, at }) => ({ id, attempts, activityId, at }));
  const { rows } = await sql<{ id: string }>`
    with accepted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as accepted(id uuid, attempts integer, "activityId" text, at timestamptz)
    ), held as (
      select posts.id from posts join accepted using (id)
      where posts.attempts = accepted.attempts and posts.state in ('sending', 'unknown')
        and posts.revision = posts.shown_revision
      for update of posts skip locked
    )
    update posts set state = 'sent', reason = null, activity_id = accepted."activityId", lease_until = null,
      changed_at = accepted.at, sent_at = accepted.at
    from accepted join held using (id)
    where posts.id = held.id
    returning posts.id`.execute(db);
  const settled = new Set(rows.map(({ id }) => id));
  return all.map(({ post }) => settled.has(post.id));
}

interface Settling {
  trx: Transaction<Schema>;
  queue: PostQueue;
  post: Post;
  settlement: Settlement;
  instants: Instants;
}

/** Records the result of a post, with the job that continues it. */
export async function settle(settling: Settling): Promise<void> {
  const { trx, queue, post, settlement, instants } = settling;
  const { state } = settlement;
  if (state === 'withdrawn') return withdraw(settling, settlement.reason);
  const pauseSeconds =
    state === 'unknown' ? Math.max(REPEAT_PAUSE_SECONDS, settlement.retryDelaySeconds ?? 0) : 0;
  const row = await trx
    .updateTable('posts')
    .set({
      is_repeat: post.isRepeat,
      ...(state === 'unknown'
        ? unknownColumns(settlement.reason, instants, pauseSeconds)
        : {
            state,
            reason: 'reason' in settlement ? settlement.reason : null,
            activity_id: 'activityId' in settlement ? settlement.activityId : null,
            lease_until: null,
            changed_at: instants.now,
            ...(state === 'sent' ? { sent_at: instants.now } : {}),
          }),
    })
    .where('id', '=', post.id)
    .where(isHeldFor(post))
    .returning(['revision', 'shown_revision', 'activity_id'])
    .executeTakeFirst();
  if (!row) return;
  if (state === 'planned') await queue.add(trx, postJob(post), settlement.retryDelaySeconds);
  if (state === 'unknown' && !post.isRepeat) await queue.add(trx, postJob(post), pauseSeconds);
  const isOutOfDate = row.revision > row.shown_revision && row.activity_id !== null;
  if (state === 'sent' && isOutOfDate) await queue.add(trx, updateJob(post), 0);
  if (state === 'failed' && settlement.suspend) await suspend(trx, post);
}

/**
 * Fences on the attempt number: a worker that was slower than its lease may not record a result once another has
 * claimed the post.
 */
function isHeldFor({ attempts }: Post) {
  return (row: ExpressionBuilder<Schema, 'posts'>) =>
    row('attempts', '=', attempts).and('state', 'in', ['planned', 'sending', 'unknown']);
}

/** Deletes the post, so that the planner decides again. A repeat waits instead. */
async function withdraw(settling: Settling, reason: string): Promise<void> {
  const { trx, post, instants } = settling;
  if (post.isRepeat) {
    const retryDelaySeconds = WITHDRAWN_REPEAT_SECONDS;
    return settle({ ...settling, settlement: { state: 'planned', reason, retryDelaySeconds } });
  }
  const { numDeletedRows } = await trx
    .deleteFrom('posts')
    .where('id', '=', post.id)
    .where(isHeldFor(post))
    .executeTakeFirst();
  if (numDeletedRows === 0n) return;
  await trx
    .updateTable('subscriptions')
    .set({ next_due_at: instants.now })
    .where('id', '=', post.subjectId)
    .where('state', '!=', 'stopped')
    .execute();
}

/** Records the result of an update. A message that cannot be updated stays as it is. */
export async function settleUpdate(
  { trx, queue, post, settlement, instants }: Settling,
  revision: number,
): Promise<void> {
  const isFinal = settlement.state !== 'planned';
  await trx
    .updateTable('posts')
    .set({
      lease_until: null,
      changed_at: instants.now,
      ...(isFinal ? { shown_revision: revision, update_attempts: 0 } : {}),
    })
    .where('id', '=', post.id)
    .execute();
  if (!isFinal) await queue.add(trx, updateJob(post), settlement.retryDelaySeconds);
  if (settlement.state === 'failed' && settlement.suspend) await suspend(trx, post);
}

function postJob({ id, conversation }: Post): PostJob {
  return { postId: id, tenantId: conversation.tenantId, conversationId: conversation.id };
}

function updateJob(post: Post): PostJob {
  return { ...postJob(post), isUpdate: true };
}

/** Suspends reminders until the bot is seen in that conversation again. */
async function suspend(trx: Transaction<Schema>, { conversation }: Post): Promise<void> {
  await trx
    .updateTable('subscriptions')
    .set({ state: 'suspended', suspended_because: 'blocked' })
    .where('tenant_id', '=', conversation.tenantId)
    .where('conversation_id', '=', conversation.id)
    .where('state', '=', 'active')
    .execute();
}
