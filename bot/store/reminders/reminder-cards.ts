import { sql, type Kysely, type Transaction } from 'kysely';
import { recordAct } from '../audit/audit-trail.ts';
import { DateTime } from 'luxon';
import type { ReminderCardState, ReminderCardStore, ReminderOnCard } from '../../reminders/ports.ts';
import { batch, type NonEmptyArray } from '../../platform/batch.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Schema } from '../database/schema.ts';
import type { PostKey } from '../../delivery/ports.ts';
import { DIGEST } from './plan-due.ts';

/** The kind of a reminder's post. */
const KIND = 'reminder';

/** Key of the advisory lock; unique in the database. */
const REFRESH_LOCK = 7_041_023;

/** Cards per transaction, to keep locks short. */
const REFRESH_LIMIT = 2_000;

export function createReminderCardStore(db: Kysely<Schema>, outbox: Outbox): ReminderCardStore {
  return {
    read: batch((keys: NonEmptyArray<PostKey>) => readAll(db, keys)),

    acknowledge: ({ kind, subjectId, occasion }, { tenantId, person: { id, name } }, asked) =>
      db.transaction().execute(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('acknowledgements')
          .values({ subject_id: subjectId, occasion, person_id: id, name, at: asked.now })
          .onConflict((conflict) => conflict.columns(['subject_id', 'occasion', 'person_id']).doNothing())
          .executeTakeFirst();
        if (!numInsertedOrUpdatedRows) return false;
        await outbox.requestRefresh(trx, { kind, subjectId, occasion }, asked.now);
        const [noticeId = ''] = occasion.split(' ');
        await recordAct(trx, { tenantId, ...asked }, { act: 'acknowledge-reminder', subject: noticeId });
        return true;
      }),

    async refresh(now) {
      const dayBegan = await dayBeginnings(db, now);
      let refreshed = 0;
      for (;;) {
        const some = await db.transaction().execute((trx) => refreshSome(trx, dayBegan, now));
        refreshed += some;
        if (some < REFRESH_LIMIT) return refreshed;
      }
    },
  };

  /**
   * The card with the newest reminder of a notice is outdated if it was rendered on another day of its subscription's
   * zone, and a card with an older one if it does not say yet that it is superseded. A reminder may be on the card of
   * another that was due with it.
   */
  async function refreshSome(
    trx: Transaction<Schema>,
    dayBegan: readonly { zone: string; at: Date }[],
    now: Date,
  ): Promise<number> {
    // Instances take turns, so that the second does not refresh the same cards.
    await sql`select pg_advisory_xact_lock(${REFRESH_LOCK})`.execute(trx);
    const { rows } = await sql<{ id: string; cardId: string; isNewest: boolean }>`
      select reminder.id, card.id as "cardId", reminder.is_newest as "isNewest"
      from (
        select id, coalesce(carried_by, id) as card_id, subject_id,
          row_number() over (partition by subject_id, notice_id order by due_at desc) = 1 as is_newest
        from posts
        where kind = ${KIND} and state = 'sent' and not is_superseded
      ) reminder
      join posts card on card.id = reminder.card_id
      join subscriptions subscription on subscription.id::text = reminder.subject_id
      join jsonb_to_recordset(${JSON.stringify(dayBegan)}::jsonb) as day(zone text, at timestamptz)
        on day.zone = subscription.zone
      where subscription.state = 'active' and (not reminder.is_newest or card.changed_at < day.at)
      limit ${REFRESH_LIMIT}`.execute(trx);
    const superseded = rows.filter(({ isNewest }) => !isNewest).map(({ id }) => id);
    if (superseded.length > 0) {
      await trx
        .updateTable('posts')
        .set({ is_superseded: true })
        .where((post) => post('id', '=', post.fn.any(sql.val(superseded))))
        .execute();
    }
    await outbox.requestRefreshOf(trx, [...new Set(rows.map(({ cardId }) => cardId))], now);
    return rows.length;
  }
}

/** Reads many at once, for when many reminders are sent at the same time. */
async function readAll(db: Kysely<Schema>, keys: readonly PostKey[]): Promise<ReminderCardState[]> {
  const wanted = JSON.stringify(keys.map((key, index) => ({ ...key, index })));
  const acknowledged = await sql<{ index: number; id: string; name: string; at: Date }>`
    select index, person_id as id, name, at
    from jsonb_to_recordset(${wanted}::jsonb) as wanted(index integer, "subjectId" text, occasion text)
    join acknowledgements on subject_id = "subjectId" and acknowledgements.occasion = wanted.occasion
    order by at`.execute(db);
  const reminders = await sql<ReminderOnCard & { index: number; kind: string }>`
    select index, post.kind, post.occasion, post.due_at as "dueAt", post.is_superseded as "isSuperseded"
    from jsonb_to_recordset(${wanted}::jsonb)
      as wanted(index integer, kind text, "subjectId" text, occasion text)
    join posts card on card.kind = wanted.kind and card.subject_id = "subjectId" and card.occasion = wanted.occasion
    join posts post on post.id = card.id or (post.carried_by = card.id and post.state <> 'skipped')
    order by post.carried_by nulls first, post.occasion`.execute(db);
  const states = keys.map((): ReminderCardState => ({ acknowledged: [], reminders: [], hasDigest: false }));
  for (const { index, ...person } of acknowledged.rows) states[index]?.acknowledged.push(person);
  for (const { index, kind, ...reminder } of reminders.rows) {
    const state = states[index];
    if (kind === DIGEST && state) state.hasDigest = true;
    else state?.reminders.push(reminder);
  }
  return states;
}

/** When the current day began in each zone with an active subscription. */
async function dayBeginnings(db: Kysely<Schema>, now: Date): Promise<{ zone: string; at: Date }[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select('zone')
    .distinct()
    .where('state', '=', 'active')
    .execute();
  return rows.map(({ zone }) => ({
    zone,
    at: DateTime.fromJSDate(now, { zone }).startOf('day').toJSDate(),
  }));
}
