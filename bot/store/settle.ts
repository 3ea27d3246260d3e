import type { Transaction } from 'kysely';
import type { Instants, Post, PostJob, Settlement } from '../reminders/ports.ts';
import { REPEAT_PAUSE_SECONDS, unknownBecause } from './claim.ts';
import type { PostQueue } from './post-queue.ts';
import type { Schema } from './schema.ts';

interface Settling {
  trx: Transaction<Schema>;
  queue: PostQueue;
  post: Post;
  settlement: Settlement;
  instants: Instants;
}

/** Writes down what became of a post, with the job that carries it on. */
export async function settle({ trx, queue, post, settlement, instants }: Settling): Promise<void> {
  const { state } = settlement;
  const row = await trx
    .updateTable('posts')
    .set(
      state === 'unknown'
        ? unknownBecause(settlement.reason, instants)
        : {
            state,
            reason: 'reason' in settlement ? settlement.reason : null,
            activity_id: 'activityId' in settlement ? settlement.activityId : null,
            sent_at: state === 'sent' ? instants.now : null,
            lease_until: null,
            changed_at: instants.now,
          },
    )
    .where('id', '=', post.id)
    .returning(['revision', 'shown_revision'])
    .executeTakeFirstOrThrow();
  if (state === 'planned') await queue.add(trx, jobFor(post), settlement.retryDelaySeconds);
  if (state === 'unknown' && !post.isRepeat) await queue.add(trx, jobFor(post), REPEAT_PAUSE_SECONDS);
  if (state === 'sent' && row.revision > row.shown_revision) await queue.add(trx, jobFor(post), 0);
  if (state === 'failed' && settlement.suspend) await suspend(trx, post);
}

/** An update of a known message is safe to repeat; where it cannot be, the message stays as it is. */
export async function settleUpdate(
  { trx, queue, post, settlement, instants }: Settling,
  revision: number,
): Promise<void> {
  const isOver = settlement.state !== 'planned' && settlement.state !== 'unknown';
  await trx
    .updateTable('posts')
    .set({
      lease_until: null,
      changed_at: instants.now,
      ...(isOver ? { shown_revision: revision } : {}),
    })
    .where('id', '=', post.id)
    .execute();
  if (!isOver) {
    const delaySeconds = settlement.state === 'planned' ? settlement.retryDelaySeconds : UPDATE_AGAIN_SECONDS;
    await queue.add(trx, jobFor(post), delaySeconds);
  }
  if (settlement.state === 'failed' && settlement.suspend) await suspend(trx, post);
}

const UPDATE_AGAIN_SECONDS = 2;

function jobFor({ id, conversation }: Post): PostJob {
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
