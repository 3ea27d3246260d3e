import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Subscription, SubscriptionKey, SubscriptionStore } from '../reminders/ports.ts';
import type { Schema, SubscriptionTable } from './schema.ts';

export function createSubscriptionStore(db: Kysely<Schema>): SubscriptionStore {
  return {
    async subscribe(key, { localTime, zone, rungs }, { since, nextDueAt }) {
      const settings = {
        state: 'active' as const,
        local_time: localTime,
        zone,
        rungs: [...rungs],
        since,
        next_due_at: nextDueAt,
      };
      await db
        .insertInto('subscriptions')
        .values({ id: randomUUID(), ...toColumns(key), ...settings })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'conversation_id', 'notice_id']).doUpdateSet(settings),
        )
        .execute();
    },

    async unsubscribe(key) {
      const { numUpdatedRows } = await db
        .updateTable('subscriptions')
        .set({ state: 'stopped', next_due_at: null })
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

    async readSubscription(id) {
      const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? { ...toSubscription(row), state: row.state } : null;
    },
  };
}

export function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    noticeId: row.notice_id,
    localTime: row.local_time,
    zone: row.zone,
    rungs: row.rungs,
    since: row.since,
  };
}

function toColumns({ tenantId, conversationId, noticeId }: SubscriptionKey) {
  return { tenant_id: tenantId, conversation_id: conversationId, notice_id: noticeId };
}
