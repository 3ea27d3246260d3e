import type { Transaction } from 'kysely';
import type { Post, Settlement } from '../reminders/ports.ts';
import type { PostQueue } from './post-queue.ts';
import type { Schema } from './schema.ts';

interface Settling {
  trx: Transaction<Schema>;
  queue: PostQueue;
  post: Post;
  settlement: Settlement;
  now: Date;
}

/** Writes down what became of a post, with the job that carries it on. */
export async function settle({ trx, queue, post, settlement, now }: Settling): Promise<void> {
  await trx
    .updateTable('posts')
    .set({
      state: settlement.state,
      reason: 'reason' in settlement ? settlement.reason : null,
      activity_id: 'activityId' in settlement ? settlement.activityId : null,
      lease_until: null,
      changed_at: now,
    })
    .where('id', '=', post.id)
    .execute();
  if (settlement.state === 'planned') await queue.add(trx, jobFor(post), settlement.retryDelaySeconds);
  if (settlement.state === 'failed' && settlement.suspend) await suspend(trx, post);
}

/** An update of a known message is safe to repeat; where it cannot be, the message stays as it is. */
export async function settleUpdate(
  { trx, queue, post, settlement, now }: Settling,
  revision: number,
): Promise<void> {
  const isOver = settlement.state !== 'planned' && settlement.state !== 'unknown';
  await trx
    .updateTable('posts')
    .set({
      lease_until: null,
      changed_at: now,
      ...(isOver ? { shown_revision: revision } : {}),
    })
    .where('id', '=', post.id)
    .execute();
  if (!isOver) {
    const retryDelaySeconds = settlement.state === 'planned' ? settlement.retryDelaySeconds : 1;
    await queue.add(trx, jobFor(post), retryDelaySeconds);
  }
  if (settlement.state === 'failed' && settlement.suspend) await suspend(trx, post);
}

function jobFor({ id, conversation }: Post) {
  return { postId: id, tenantId: conversation.tenantId, conversationId: conversation.id };
}

/** Reminders there wait until the bot is seen in that conversation again. */
async function suspend(trx: Transaction<Schema>, { conversation }: Post): Promise<void> {
  await trx
    .updateTable('subscriptions')
    .set({ state: 'suspended' })
    .where('tenant_id', '=', conversation.tenantId)
    .where('conversation_id', '=', conversation.id)
    .where('state', '=', 'active')
    .execute();
}
