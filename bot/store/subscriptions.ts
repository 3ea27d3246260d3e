import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Subscription, SubscriptionKey, SubscriptionStore } from '../reminders/ports.ts';
import type { Schema, SubscriptionTable } from './schema.ts';

export function createSubscriptionStore(db: Kysely<Schema>): SubscriptionStore {
  return {
    subscribe: (key, { localTime, zone, rungs, weekend = 'on', quietHours }, now) =>
      db.transaction().execute(async (trx) => {
        const settings = {
          state: 'active' as const,
          suspended_because: null,
          local_time: localTime,
          zone,
          rungs: [...rungs],
          weekend,
          quiet_from: quietHours?.from ?? null,
          quiet_until: quietHours?.until ?? null,
          snoozed_until: null,
          next_due_at: now,
          planned_at: null,
        };
        const { id } = await trx
          .insertInto('subscriptions')
          .values({ id: randomUUID(), ...toColumns(key), ...settings, since: now })
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'conversation_id', 'notice_id']).doUpdateSet((row) => ({
              ...settings,
              since: row
                .case()
                .when('subscriptions.state', '=', 'stopped')
                .then(now)
                .else(row.ref('subscriptions.since'))
                .end(),
            })),
          )
          .returning('id')
          .executeTakeFirstOrThrow();
        await trx
          .deleteFrom('posts')
          .where('kind', '=', 'reminder')
          .where('subject_id', '=', id)
          .where('state', '=', 'planned')
          .where('is_repeat', '=', false)
          .execute();
      }),

    async unsubscribe(key) {
      const { numUpdatedRows } = await db
        .updateTable('subscriptions')
        .set({ state: 'stopped', next_due_at: null })
        .where((row) => row.and(toColumns(key)))
        .where('state', '!=', 'stopped')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async snooze(key, until) {
      const { numUpdatedRows } = await db
        .updateTable('subscriptions')
        .set({ snoozed_until: until })
        .where((row) => row.and(toColumns(key)))
        .where('state', '!=', 'stopped')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async findSubscription(key) {
      const row = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where((where) => where.and(toColumns(key)))
        .where('state', '!=', 'stopped')
        .executeTakeFirst();
      return row ? toSubscription(row) : null;
    },

    async readSubscription(which) {
      const row = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where((where) => where.and(typeof which === 'string' ? { id: which } : toColumns(which)))
        .executeTakeFirst();
      return row ? toSubscription(row) : null;
    },
  };
}

export function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  const { quiet_from: from, quiet_until: until } = row;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    noticeId: row.notice_id,
    state: row.state,
    suspendedBecause: row.suspended_because,
    localTime: row.local_time,
    zone: row.zone,
    rungs: row.rungs,
    weekend: row.weekend,
    quietHours: from !== null && until !== null ? { from, until } : null,
    since: row.since,
    snoozedUntil: row.snoozed_until,
  };
}

function toColumns({ tenantId, conversationId, noticeId }: SubscriptionKey) {
  return { tenant_id: tenantId, conversation_id: conversationId, notice_id: noticeId };
}
