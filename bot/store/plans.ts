import type { Kysely, Transaction } from 'kysely';
import type { DueRung } from '../campaign/ladder.ts';
import type { ReminderPlan } from '../campaign/plan.ts';
import type { PlanStore, Subscription } from '../reminders/ports.ts';
import { toNewPost, type PostLedger } from './ledger.ts';
import type { Schema } from './schema.ts';
import { toSubscription } from './subscriptions.ts';

export function createPlanStore(db: Kysely<Schema>, ledger: PostLedger): PlanStore {
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
      db.transaction().execute((trx) => recordPlan({ trx, ledger, subscription, cutOff, plan, now })),
  };
}

interface PlanToRecord {
  trx: Transaction<Schema>;
  ledger: PostLedger;
  subscription: Subscription;
  cutOff: string;
  plan: ReminderPlan;
  now: Date;
}

async function recordPlan({ trx, ledger, subscription, cutOff, plan, now }: PlanToRecord): Promise<void> {
  const { id, tenantId, conversationId, noticeId } = subscription;
  const toPost = ({ rung, dueAt }: DueRung) => ({
    ...toNewPost(
      {
        kind: 'reminder',
        subjectId: id,
        occasion: `${noticeId} ${cutOff} ${rung}`,
        tenantId,
        conversationId,
      },
      now,
    ),
    notice_id: noticeId,
    cut_off: cutOff,
    rung,
    due_at: dueAt,
  });
  for (const skipped of plan.skip) {
    await ledger.insert(trx, { ...toPost(skipped), state: 'skipped', reason: skipped.reason });
  }
  if (plan.post) await ledger.insert(trx, toPost(plan.post));
  await trx
    .updateTable('subscriptions')
    .set({ next_due_at: plan.upcoming[0]?.dueAt ?? null })
    .where('id', '=', id)
    .execute();
}
