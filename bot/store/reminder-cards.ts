import { sql, type Kysely, type Transaction } from 'kysely';
import { DateTime } from 'luxon';
import type { ReminderCardStore } from '../reminders/ports.ts';
import type { Outbox } from './outbox.ts';
import type { Schema } from './schema.ts';

/** Of the ledger's rows. */
const KIND = 'reminder';

export function createReminderCardStore(db: Kysely<Schema>, outbox: Outbox): ReminderCardStore {
  return {
    async read({ subjectId, occasion }) {
      const acknowledged = await db
        .selectFrom('acknowledgements')
        .select(['person_id as id', 'name', 'at'])
        .where('subject_id', '=', subjectId)
        .where('occasion', '=', occasion)
        .orderBy('at')
        .execute();
      const post = await db
        .selectFrom('posts')
        .select('is_superseded')
        .where('kind', '=', KIND)
        .where('subject_id', '=', subjectId)
        .where('occasion', '=', occasion)
        .executeTakeFirst();
      return { acknowledged, isSuperseded: post?.is_superseded ?? false };
    },

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
      const outdated = (await newestTwo(db)).filter((card) => isOutdated(card, now));
      for (const card of outdated) await db.transaction().execute((trx) => refreshOne(trx, card, now));
      return outdated.length;
    },
  };

  async function refreshOne(trx: Transaction<Schema>, card: SentCard, now: Date): Promise<void> {
    const { subjectId, occasion, isNewest } = card;
    if (!isNewest) {
      await trx
        .updateTable('posts')
        .set({ is_superseded: true })
        .where('kind', '=', KIND)
        .where('subject_id', '=', subjectId)
        .where('occasion', '=', occasion)
        .execute();
    }
    await outbox.requestRefresh(trx, { kind: KIND, subjectId, occasion }, now);
  }
}

interface SentCard {
  subjectId: string;
  occasion: string;
  zone: string;
  /** When the card was written last. */
  changedAt: Date;
  isNewest: boolean;
  /** Its card has been asked to say that a newer one has replaced it. */
  isSuperseded: boolean;
}

/** The newest cards in Teams of each active subscription. */
async function newestTwo(db: Kysely<Schema>): Promise<SentCard[]> {
  const { rows } = await sql<SentCard>`
    select post.subject_id as "subjectId", post.occasion, subscription.zone,
      post.changed_at as "changedAt", post.is_newest as "isNewest", post.is_superseded as "isSuperseded"
    from subscriptions subscription
    cross join lateral (
      select subject_id, occasion, changed_at, is_superseded,
        row_number() over (order by due_at desc) = 1 as is_newest
      from posts
      where kind = ${KIND} and subject_id = subscription.id::text and state = 'sent'
      order by due_at desc
      limit 2
    ) post
    where subscription.state = 'active'`.execute(db);
  return rows;
}

/** The newest shows another day than today; the one before does not say yet that it is no longer the newest. */
function isOutdated({ zone, changedAt, isNewest, isSuperseded }: SentCard, now: Date): boolean {
  if (!isNewest) return !isSuperseded;
  const dayOf = (instant: Date) => DateTime.fromJSDate(instant, { zone }).toISODate() ?? '';
  return dayOf(changedAt) < dayOf(now);
}
