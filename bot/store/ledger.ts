import { randomUUID } from 'node:crypto';
import type { Insertable, Kysely, Transaction } from 'kysely';
import type { ReminderPlan } from '../campaign/plan.ts';
import type { Ledger, Post, Settlement, Subscription } from '../reminders/ports.ts';
import type { PostQueue } from './post-queue.ts';
import type { PostTable, Schema } from './schema.ts';
import { toSubscription } from './subscriptions.ts';

export function createLedger(db: Kysely<Schema>, queue: PostQueue): Ledger {
  return {
    async dueSubscriptions(now, noticeIds, limit) {
      if (noticeIds.length === 0) return [];
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('state', '=', 'active')
        .where('notice_id', 'in', noticeIds)
        .where('next_due_at', '<=', now)
        .orderBy('next_due_at')
        .limit(limit)
        .execute();
      return rows.map(toSubscription);
    },

    recordPlan: (subscription, cutOff, plan, now) =>
      db.transaction().execute((trx) => recordPlan({ trx, queue, subscription, cutOff, plan, now })),

    claim: (postId, now) => db.transaction().execute((trx) => claim(trx, postId, now)),

    settle: (postId, settlement, now) =>
      db.transaction().execute((trx) => settle({ trx, queue, postId, settlement, now })),
  };
}

interface PlanToRecord {
  trx: Transaction<Schema>;
  queue: PostQueue;
  subscription: Subscription;
  cutOff: string;
  plan: ReminderPlan;
  now: Date;
}

async function recordPlan({ trx, queue, subscription, cutOff, plan, now }: PlanToRecord): Promise<void> {
  const common = {
    notice_id: subscription.noticeId,
    cut_off: cutOff,
    subscription_id: subscription.id,
    tenant_id: subscription.tenantId,
    changed_at: now,
  };
  const rows: Insertable<PostTable>[] = plan.skip.map(({ rung, dueAt, reason }) => ({
    ...common,
    id: randomUUID(),
    rung,
    due_at: dueAt,
    state: 'skipped' as const,
    reason,
    attempts: 0,
    activity_id: null,
  }));
  if (rows.length > 0) await insertNew(trx, rows);
  if (plan.post) {
    const { rung, dueAt } = plan.post;
    const row = { ...common, id: randomUUID(), rung, due_at: dueAt, state: 'planned' as const, reason: null };
    const [inserted] = await insertNew(trx, [{ ...row, attempts: 0, activity_id: null }]);
    if (inserted) await queue.add(trx, inserted.id, 0);
  }
  await trx
    .updateTable('subscriptions')
    .set({ next_due_at: plan.upcoming[0]?.dueAt ?? null })
    .where('id', '=', subscription.id)
    .execute();
}

/** A rung that has a row already keeps it: the database's unique key is what forbids a second post. */
function insertNew(trx: Transaction<Schema>, rows: Insertable<PostTable>[]): Promise<{ id: string }[]> {
  return trx
    .insertInto('posts')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['notice_id', 'cut_off', 'rung', 'subscription_id']).doNothing(),
    )
    .returning('id')
    .execute();
}

async function claim(trx: Transaction<Schema>, postId: string, now: Date): Promise<Post | null> {
  const row = await trx
    .selectFrom('posts')
    .innerJoin('subscriptions', 'subscriptions.id', 'posts.subscription_id')
    .innerJoin('conversations', (join) =>
      join
        .onRef('conversations.tenant_id', '=', 'subscriptions.tenant_id')
        .onRef('conversations.id', '=', 'subscriptions.conversation_id'),
    )
    .selectAll('conversations')
    .select(['posts.state', 'posts.rung', 'posts.notice_id', 'posts.attempts'])
    .select([
      'subscriptions.state as wanted',
      'subscriptions.local_time',
      'subscriptions.zone',
      'subscriptions.rungs',
    ])
    .where('posts.id', '=', postId)
    .forUpdate('posts')
    .executeTakeFirst();
  if (!row || !['planned', 'sending'].includes(row.state)) return null;
  const next = nextState(row.state, row.wanted);
  await trx
    .updateTable('posts')
    .set({ ...next, changed_at: now, attempts: row.attempts + (next.state === 'sending' ? 1 : 0) })
    .where('id', '=', postId)
    .execute();
  if (next.state !== 'sending') return null;
  return {
    id: postId,
    noticeId: row.notice_id,
    rung: row.rung,
    schedule: { localTime: row.local_time, zone: row.zone, rungs: row.rungs },
    conversation: {
      tenantId: row.tenant_id,
      id: row.id,
      kind: row.kind,
      serviceUrl: row.service_url,
      botId: row.bot_id,
    },
  };
}

/** A post that is still "sending" when its job comes back was cut off there: Teams may have it, so it is not sent again. */
function nextState(state: string, wanted: string) {
  if (state === 'sending') return { state: 'unknown' as const, reason: 'the process ended while sending' };
  if (wanted !== 'active') return { state: 'skipped' as const, reason: wanted };
  return { state: 'sending' as const, reason: null };
}

interface PostToSettle {
  trx: Transaction<Schema>;
  queue: PostQueue;
  postId: string;
  settlement: Settlement;
  now: Date;
}

async function settle({ trx, queue, postId, settlement, now }: PostToSettle): Promise<void> {
  const { subscription_id } = await trx
    .updateTable('posts')
    .set({
      state: settlement.state,
      reason: 'reason' in settlement ? settlement.reason : null,
      activity_id: 'activityId' in settlement ? settlement.activityId : null,
      changed_at: now,
    })
    .where('id', '=', postId)
    .returning('subscription_id')
    .executeTakeFirstOrThrow();
  if (settlement.state === 'planned') await queue.add(trx, postId, settlement.retryDelaySeconds);
  if (settlement.state === 'failed' && settlement.suspend) {
    await trx
      .updateTable('subscriptions')
      .set({ state: 'suspended' })
      .where('id', '=', subscription_id)
      .where('state', '=', 'active')
      .execute();
  }
}
