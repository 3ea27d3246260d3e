import type { Kysely } from 'kysely';
import type { Ledger } from '../reminders/ports.ts';
import { claimOther, claimPlanned, jobOf, secondsUntil } from './claim.ts';
import { createOutbox } from './outbox.ts';
import type { PostQueue } from './post-queue.ts';
import type { Schema } from './schema.ts';
import { settle, settleUpdate } from './settle.ts';
import { toSubscription } from './subscriptions.ts';

const RECONCILED_AT_ONCE = 10_000;

/** The ledger over the database; jobs go to `queue` in the same transactions. */
export function createLedger(db: Kysely<Schema>, queue: PostQueue): Ledger {
  const outbox = createOutbox(queue);
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

    recordPlan: ({ id, noticeId, tenantId, conversationId }, cutOff, plan, now) =>
      db.transaction().execute(async (trx) => {
        const due = [...plan.skip.map(({ reason, ...due }) => ({ ...due, skipped: reason })), plan.post];
        for (const { rung, ...post } of due.filter((item) => item !== null)) {
          const occasion = `${noticeId} ${cutOff} ${rung}`;
          const key = { kind: 'reminder', subjectId: id, occasion };
          await outbox.post(trx, { ...key, ...post, tenantId, conversationId }, now);
        }
        await trx
          .updateTable('subscriptions')
          .set({ next_due_at: plan.upcoming[0]?.dueAt ?? null })
          .where('id', '=', id)
          .execute();
      }),

    claim: async (postId, instants) =>
      (await claimPlanned(db, postId, instants)) ??
      (await db.transaction().execute((trx) => claimOther({ trx, queue, postId, instants }))),

    settle: (post, settlement, instants) =>
      db.transaction().execute((trx) => {
        const settling = { trx, queue, post, settlement, instants };
        return post.replaces ? settleUpdate(settling, post.replaces.revision) : settle(settling);
      }),

    async findCard({ tenantId, conversationId, activityId }) {
      const row = await db
        .selectFrom('posts')
        .select(['kind', 'subject_id', 'occasion'])
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', conversationId)
        .where('activity_id', '=', activityId)
        .executeTakeFirst();
      return row ? { kind: row.kind, subjectId: row.subject_id, occasion: row.occasion } : null;
    },

    reconcile: ({ realNow }) =>
      db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom('posts')
          .select(['id', 'tenant_id', 'conversation_id', 'state', 'lease_until'])
          .where((row) =>
            row.or([
              row('state', 'in', ['planned', 'sending']),
              row.and([row('state', '=', 'unknown'), row('is_repeat', '=', false)]),
              row.and([row('state', '=', 'sent'), row('revision', '>', row.ref('shown_revision'))]),
            ]),
          )
          .orderBy('due_at')
          .limit(RECONCILED_AT_ONCE)
          .execute();
        const abandoned = await queue.findAbandoned(
          trx,
          rows.map(({ id }) => id),
        );
        for (const row of rows.filter(({ id }) => abandoned.includes(id))) {
          await queue.add(trx, jobOf(row), secondsUntil(row.lease_until, realNow));
        }
        return abandoned.length;
      }),
  };
}
