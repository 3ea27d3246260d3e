import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { reminderDueAt, type Schedule } from '../../reminders/schedule.ts';
import { sinceChange } from '../../reminders/plan.ts';
import type { Asked, Subscription, SubscriptionKey, SubscriptionStore } from '../../reminders/ports.ts';
import { together, type Several } from '../../platform/batch.ts';
import type { Schema, SubscriptionTable } from '../database/schema.ts';
import type { PostState } from '../../delivery/ports.ts';

export function createSubscriptionStore(db: Kysely<Schema>): SubscriptionStore {
  const readById = together((ids: Several<string>) => readAll(db, ids));
  return {
    subscribe: (key, schedule, asked) =>
      db.transaction().execute(async (trx) => {
        const { now } = asked;
        const existing = await lock(trx, key);
        const since = existing ? await rearrange(trx, existing, schedule, asked) : now;
        const isNew = !existing || existing.state === 'stopped';
        const settings = {
          ...toSettings(schedule, now, since),
          state: 'active' as const,
          suspended_because: null,
          snoozed_until: null,
          ...(isNew ? { asked_at: now } : {}),
        };
        await trx
          .insertInto('subscriptions')
          .values({ id: randomUUID(), ...toColumns(key), ...settings, asked_at: now })
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'conversation_id', 'notice_id']).doUpdateSet(settings),
          )
          .execute();
      }),

    change: (key, schedule, asked) =>
      db.transaction().execute(async (trx) => {
        const existing = await lock(trx, key);
        if (!existing || existing.state === 'stopped') return false;
        const since = await rearrange(trx, existing, schedule, asked);
        await trx
          .updateTable('subscriptions')
          .set(toSettings(schedule, asked.now, since))
          .where('id', '=', existing.id)
          .execute();
        return true;
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
      if (typeof which === 'string') return readById(which);
      const row = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where((where) => where.and(toColumns(which)))
        .executeTakeFirst();
      return row ? toSubscription(row) : null;
    },
  };
}

/** For whoever sends many reminders at the same time. */
async function readAll(db: Kysely<Schema>, ids: readonly string[]): Promise<(Subscription | null)[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where((subscription) => subscription('id', '=', subscription.fn.any(sql.val(ids))))
    .execute();
  const subscriptions = new Map(rows.map((row) => [row.id, toSubscription(row)]));
  return ids.map((id) => subscriptions.get(id) ?? null);
}

function lock(
  trx: Transaction<Schema>,
  key: SubscriptionKey,
): Promise<Selectable<SubscriptionTable> | undefined> {
  return trx
    .selectFrom('subscriptions')
    .selectAll()
    .where((row) => row.and(toColumns(key)))
    .forUpdate()
    .executeTakeFirst();
}

/** Forgets what the schedule is to plan anew, and gives since when its reminders count. */
async function rearrange(
  trx: Transaction<Schema>,
  existing: Selectable<SubscriptionTable>,
  after: Schedule,
  { now, cutOff }: Asked,
): Promise<Date> {
  if (!cutOff) return now;
  const { id, state } = existing;
  const posts = await trx
    .selectFrom('posts')
    .select(['id', 'offset_days', 'state', 'is_repeat'])
    .where('kind', '=', 'reminder')
    .where('subject_id', '=', id)
    .where('cut_off', '=', cutOff)
    .execute();
  const offsetsOf = (isSo: (post: (typeof posts)[number]) => boolean) =>
    posts.filter(isSo).flatMap((post) => post.offset_days ?? []);
  const before = toSubscription(existing);
  const since = sinceChange({
    cutOff,
    before: state === 'stopped' ? null : { schedule: before, since: before.since },
    after,
    // What is being sent, or may have been, may yet have to come.
    posted: offsetsOf((post) => post.state === 'sent' || post.state === 'failed' || isGivenUp(post)),
    leftOut: offsetsOf((post) => post.state === 'skipped'),
    now,
  });
  const isToCome = (offset: number | null) => reminderDueAt(cutOff, offset ?? 0, after) > since;
  const anew = posts.filter(
    (post) =>
      !post.is_repeat &&
      (post.state === 'planned' || (post.state === 'skipped' && isToCome(post.offset_days))),
  );
  if (anew.length > 0) {
    const ids = anew.map((post) => post.id);
    await trx
      .deleteFrom('posts')
      .where((post) => post('id', '=', post.fn.any(sql.val(ids))))
      .where('state', 'in', ['planned', 'skipped']) // nobody has taken it meanwhile
      .execute();
  }
  return since;
}

function isGivenUp({ state, is_repeat }: { state: PostState; is_repeat: boolean }): boolean {
  return state === 'unknown' && is_repeat;
}

/** It is looked at at once. */
function toSettings(
  { localTime, zone, offsets, weekend = 'on', quietHours }: Schedule,
  now: Date,
  since: Date,
) {
  return {
    local_time: localTime,
    zone,
    offsets: [...offsets],
    weekend,
    quiet_from: quietHours?.from ?? null,
    quiet_until: quietHours?.until ?? null,
    since,
    next_due_at: now,
    planned_at: null,
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
    offsets: row.offsets,
    weekend: row.weekend,
    quietHours: from !== null && until !== null ? { from, until } : null,
    since: row.since,
    snoozedUntil: row.snoozed_until,
  };
}

function toColumns({ tenantId, conversationId, noticeId }: SubscriptionKey) {
  return { tenant_id: tenantId, conversation_id: conversationId, notice_id: noticeId };
}
