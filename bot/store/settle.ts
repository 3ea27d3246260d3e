import type { ExpressionBuilder, Transaction } from 'kysely';
import type { Instants, Post, PostJob, Settlement } from '../reminders/ports.ts';
import { REPEAT_PAUSE_SECONDS, unknownBecause } from './claim.ts';
import type { PostQueue } from './post-queue.ts';
import type { Schema } from './schema.ts';

/** How soon a repeat that is not to be posted at this hour is looked at again. */
const WITHDRAWN_REPEAT_SECONDS = 600;

interface Settling {
  trx: Transaction<Schema>;
  queue: PostQueue;
  post: Post;
  settlement: Settlement;
  instants: Instants;
}

/** Writes down what became of a post, with the job that carries it on. */
export async function settle(settling: Settling): Promise<void> {
  const { trx, queue, post, settlement, instants } = settling;
  const { state } = settlement;
  if (state === 'withdrawn') return withdraw(settling, settlement.reason);
  const pauseSeconds =
    state === 'unknown' ? Math.max(REPEAT_PAUSE_SECONDS, settlement.retryDelaySeconds ?? 0) : 0;
  const row = await trx
    .updateTable('posts')
    .set(
      state === 'unknown'
        ? unknownBecause(settlement.reason, instants, pauseSeconds)
        : {
            state,
            reason: 'reason' in settlement ? settlement.reason : null,
            activity_id: 'activityId' in settlement ? settlement.activityId : null,
            lease_until: null,
            changed_at: instants.now,
            ...(state === 'sent' ? { sent_at: instants.now } : {}),
          },
    )
    .where('id', '=', post.id)
    .where(isHeldFor(post))
    .returning(['revision', 'shown_revision'])
    .executeTakeFirst();
  if (!row) return;
  if (state === 'planned') await queue.add(trx, jobFor(post), settlement.retryDelaySeconds);
  if (state === 'unknown' && !post.isRepeat) await queue.add(trx, jobFor(post), pauseSeconds);
  if (state === 'sent' && row.revision > row.shown_revision) await queue.add(trx, updateOf(post), 0);
  if (state === 'failed' && settlement.suspend) await suspend(trx, post);
}

/**
 * Nobody else has taken the post since. Whoever was slower than a lease and has lost it does not decide any
 * more, unless it is left alone still.
 */
function isHeldFor({ attempts }: Post) {
  return (row: ExpressionBuilder<Schema, 'posts'>) =>
    row('attempts', '=', attempts).and('state', 'in', ['sending', 'unknown']);
}

/** As if it had never been planned, so that the planner decides anew; a repeat comes back by itself. */
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

/** Where a message that is there cannot be updated, it stays as it is. */
export async function settleUpdate(
  { trx, queue, post, settlement, instants }: Settling,
  revision: number,
): Promise<void> {
  const isOver = settlement.state !== 'planned';
  await trx
    .updateTable('posts')
    .set({
      lease_until: null,
      changed_at: instants.now,
      ...(isOver ? { shown_revision: revision, update_attempts: 0 } : {}),
    })
    .where('id', '=', post.id)
    .execute();
  if (!isOver) await queue.add(trx, updateOf(post), settlement.retryDelaySeconds);
  if (settlement.state === 'failed' && settlement.suspend) await suspend(trx, post);
}

function jobFor({ id, conversation }: Post): PostJob {
  return { postId: id, tenantId: conversation.tenantId, conversationId: conversation.id };
}

function updateOf(post: Post): PostJob {
  return { ...jobFor(post), isUpdate: true };
}

/** Reminders there wait until the bot is seen in that conversation again. */
async function suspend(trx: Transaction<Schema>, { conversation }: Post): Promise<void> {
  await trx
    .updateTable('subscriptions')
    .set({ state: 'suspended', suspended_because: 'blocked' })
    .where('tenant_id', '=', conversation.tenantId)
    .where('conversation_id', '=', conversation.id)
    .where('state', '=', 'active')
    .execute();
}
