import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Transaction, type Updateable } from 'kysely';
import type { Authored } from '../../access/author.ts';
import type { ReminderAct } from '../../dashboard/audit-entry.ts';
import { EVERY_NOTICE } from '../../reminders/coverage.ts';
import type { Followers, Subscription, SubscriptionStore } from '../../reminders/ports.ts';
import { batch, type NonEmptyArray } from '../../platform/batch.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import type { SubscriptionTable } from '../database/reminder-tables.ts';
import type { Schema } from '../database/schema.ts';
import { lockSubscription, planNow, replan } from './replan.ts';
import {
  toKeyColumns,
  toReminderState,
  toSettingsColumns,
  toSubscription,
  type SubscriptionRow,
} from './subscription-row.ts';

export function createSubscriptionStore(db: Kysely<Schema>): SubscriptionStore {
  const readById = batch((ids: NonEmptyArray<string>) => readAll(db, ids));
  return {
    subscribe: (key, wanted, asked) =>
      db.transaction().execute(async (trx) => {
        const { now } = asked;
        const existing = await lockSubscription(trx, key);
        const isNew = !existing || existing.state === 'stopped';
        const { coverage = isNew ? EVERY_NOTICE : existing.coverage } = wanted;
        const after = { ...wanted, coverage };
        const since = existing ? await replan(trx, existing, after, asked) : (asked.since ?? now);
        const settings = {
          ...toSettingsColumns(after),
          ...planNow(now, since),
          state: 'active' as const,
          suspended_because: null,
          snoozed_until: null,
          ...(isNew ? { asked_at: now } : {}),
        };
        const row = await trx
          .insertInto('subscriptions')
          .values({ id: randomUUID(), ...toKeyColumns(key), ...settings, asked_at: now })
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'conversation_id', 'notice_id']).doUpdateSet(settings),
          )
          .returningAll()
          .executeTakeFirstOrThrow();
        await record(
          trx,
          { act: isNew ? 'start-reminders' : 'change-reminders', before: existing, row },
          asked,
        );
      }),

    change: (key, wanted, asked) =>
      db.transaction().execute(async (trx) => {
        const existing = await lockSubscription(trx, key);
        if (!existing || existing.state === 'stopped') return false;
        const after = { coverage: existing.coverage, ...wanted };
        const since = await replan(trx, existing, after, asked);
        const set = { ...toSettingsColumns(after), ...planNow(asked.now, since) };
        await update(trx, { act: 'change-reminders', before: existing, set }, asked);
        return true;
      }),

    unsubscribe: (key, asked) =>
      db.transaction().execute(async (trx) => {
        const existing = await lockSubscription(trx, key);
        if (!existing || existing.state === 'stopped') return false;
        const set = { state: 'stopped' as const, next_due_at: null };
        await update(trx, { act: 'stop-reminders', before: existing, set }, asked);
        return true;
      }),

    snooze: (key, until, asked) =>
      db.transaction().execute(async (trx) => {
        const existing = await lockSubscription(trx, key);
        if (!existing || existing.state === 'stopped') return false;
        await update(
          trx,
          { act: 'snooze-reminders', before: existing, set: { snoozed_until: until } },
          asked,
        );
        return true;
      }),

    async findSubscription(key) {
      const row = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where((where) => where.and(toKeyColumns(key)))
        .where('state', '!=', 'stopped')
        .executeTakeFirst();
      return row ? toSubscription(row) : null;
    },

    async readSubscription(which) {
      if (typeof which === 'string') return readById(which);
      const row = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where((where) => where.and(toKeyColumns(which)))
        .executeTakeFirst();
      return row ? toSubscription(row) : null;
    },

    findFollowers: ({ tenantId, id }) => findFollowers(db, tenantId, id),
  };
}

async function findFollowers(
  db: Kysely<Schema>,
  tenantId: string,
  conversationId: string,
): Promise<Followers> {
  const row = await db
    .selectFrom('subscriptions')
    .innerJoin('conversations', (join) =>
      join
        .onRef('conversations.tenant_id', '=', 'subscriptions.tenant_id')
        .onRef('conversations.id', '=', 'subscriptions.conversation_id'),
    )
    .select(({ fn, eb }) => [
      fn<boolean | null>('bool_or', [eb('conversations.id', '=', conversationId)]).as('isHere'),
      fn<boolean | null>('bool_or', [eb('conversations.kind', '=', 'channel')]).as('isAnyChannel'),
    ])
    .where('subscriptions.tenant_id', '=', tenantId)
    .where('subscriptions.state', '!=', 'stopped')
    .executeTakeFirstOrThrow();
  return { isHere: row.isHere ?? false, isAnyChannel: row.isAnyChannel ?? false };
}

/** Reads many at once, for when many reminders are sent at the same time. */
async function readAll(db: Kysely<Schema>, ids: readonly string[]): Promise<(Subscription | null)[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where((subscription) => subscription('id', '=', subscription.fn.any(sql.val(ids))))
    .execute();
  const subscriptions = new Map(rows.map((row) => [row.id, toSubscription(row)]));
  return ids.map((id) => subscriptions.get(id) ?? null);
}

/** Changes a subscription that is locked, and records who did it. */
async function update(
  trx: Transaction<Schema>,
  { act, before, set }: { act: ReminderAct; before: SubscriptionRow; set: Updateable<SubscriptionTable> },
  asked: Authored,
): Promise<void> {
  const row = await trx
    .updateTable('subscriptions')
    .set(set)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(trx, { act, before, row }, asked);
}

async function record(
  trx: Transaction<Schema>,
  { act, before, row }: { act: ReminderAct; before: SubscriptionRow | undefined; row: SubscriptionRow },
  asked: Authored,
): Promise<void> {
  const change = {
    act,
    subject: row.notice_id,
    before: before ? toReminderState(before) : null,
    after: toReminderState(row),
  };
  await recordChanges(trx, { tenantId: row.tenant_id, ...asked }, [change]);
}
