import { sql, type Kysely, type Transaction } from 'kysely';
import { DateTime } from 'luxon';
import type { ReminderCardState, ReminderCardStore } from '../../reminders/ports.ts';
import { batch, type NonEmptyArray } from '../../platform/batch.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Schema } from '../database/schema.ts';
import type { PostKey } from '../../delivery/ports.ts';

/** The kind of a reminder's post. */
const KIND = 'reminder';

/** Key of the advisory lock; unique in the database. */
const REFRESH_LOCK = 7_041_023;

/** Cards per transaction, to keep locks short. */
const REFRESH_LIMIT = 2_000;

export function createReminderCardStore(db: Kysely<Schema>, outbox: Outbox): ReminderCardStore {
  return {
    read: batch((keys: NonEmptyArray<PostKey>) => readAll(db, keys)),

    acknowledge: ({ kind, subjectId, occasion }, { id, name }, at) =>
      db.transaction().execute(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('acknowledgements')
          .values({ subject_id: subjectId, occasion, person_id: id, name, at })
          .onConflict((conflict) => conflict.columns(['subject_id', 'occasion', 'person_id']).doNothing())
          .executeTakeFirst();
        if (!numInsertedOrUpdatedRows) return false;
        await outbox.requestRefresh(trx, { kind, subjectId, occasion }, at);
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
   * The newest card of each notice of an active subscription is outdated if it was rendered on another day of its zone, and older
   * cards if they do not say yet that they are superseded.
   */
  async function refreshSome(
    trx: Transaction<Schema>,
    dayBegan: readonly { zone: string; at: Date }[],
    now: Date,
  ): Promise<number> {
    // Instances take turns, so that the second does not refresh the same cards.
    await sql`select pg_advisory_xact_lock(${REFRESH_LOCK})`.execute(trx);
    const { rows } = await sql<{ id: string; isNewest: boolean }>`
      select card.id, card.is_newest as "isNewest"
      from (
        select id, subject_id, changed_at,
          row_number() over (partition by subject_id, notice_id order by due_at desc) = 1 as is_newest
        from posts
        where kind = ${KIND} and state = 'sent' and not is_superseded
      ) card
      join subscriptions subscription on subscription.id::text = card.subject_id
      join jsonb_to_recordset(${JSON.stringify(dayBegan)}::jsonb) as day(zone text, at timestamptz)
        on day.zone = subscription.zone
      where subscription.state = 'active' and (not card.is_newest or card.changed_at < day.at)
      limit ${REFRESH_LIMIT}`.execute(trx);
    const superseded = rows.filter(({ isNewest }) => !isNewest).map(({ id }) => id);
    if (superseded.length > 0) {
      await trx
        .updateTable('posts')
        .set({ is_superseded: true })
        .where((post) => post('id', '=', post.fn.any(sql.val(superseded))))
        .execute();
    }
    await outbox.requestRefreshOf(
      trx,
      rows.map(({ id }) => id),
      now,
    );
    return rows.length;
  }
}

/** Reads many at once, for when many reminders are sent at the same time. */
async function readAll(db: Kysely<Schema>, keys: readonly PostKey[]): Promise<ReminderCardState[]> {
  const wanted = keys.map(({ subjectId, occasion }, index) => ({ index, subjectId, occasion }));
  const { rows } = await sql<CardRow>`
    select index, is_superseded as "isSuperseded", person_id as id, name, at
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as wanted(index integer, "subjectId" text, occasion text)
    left join posts on kind = ${KIND}
      and posts.subject_id = "subjectId" and posts.occasion = wanted.occasion
    left join acknowledgements seen on seen.subject_id = "subjectId" and seen.occasion = wanted.occasion
    order by at`.execute(db);
  const states = keys.map((): ReminderCardState => ({ acknowledged: [], isSuperseded: false }));
  for (const { index, isSuperseded, ...person } of rows) {
    const state = states[index];
    if (!state) continue;
    state.isSuperseded = isSuperseded ?? false;
    if (person.id !== null) state.acknowledged.push(person);
  }
  return states;
}

/** One row for each person who has acknowledged the card, or one without a person. */
type CardRow = { index: number; isSuperseded: boolean | null } & (
  { id: string; name: string; at: Date } | { id: null }
);

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
