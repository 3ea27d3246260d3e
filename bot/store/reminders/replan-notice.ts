import { sql, type Transaction } from 'kysely';
import { ALL_NOTICES } from '../../reminders/ports.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { selectCurrentDeadlines } from './own-deadlines.ts';

/** Key of the advisory lock; unique in the database. */
const DEADLINES_LOCK = 7_041_026;

/**
 * Has the reminders of a notice follow its new deadline. Cards that aren't sent yet and have a reminder for another date
 * are deleted, every subscription is planned again at once, and the newest card of each is updated in place.
 * @param change.tenantId the tenant whose deadline it is; null: that of every tenant without a date of its own.
 * @param change.date null: no date is known any more.
 */
export async function replanNotice(
  trx: Transaction<Schema>,
  outbox: Outbox,
  {
    noticeId,
    tenantId,
    date,
    now,
  }: { noticeId: string; tenantId: string | null; date: string | null; now: Date },
): Promise<void> {
  const isConcerned = await concerned(trx, noticeId, tenantId);
  // First, because planning locks these rows: what it has planned by then is seen below.
  await planNow(trx, noticeId, now).where(isConcerned).execute();
  const outdated = trx
    .selectFrom('posts')
    .select(sql<string>`coalesce(carried_by, id)`.as('id'))
    .where('kind', '=', 'reminder')
    .where('state', '=', 'planned')
    .where('notice_id', '=', noticeId)
    .where('cut_off', 'is distinct from', date)
    .where(isConcerned);
  await trx
    .deleteFrom('posts')
    .where('id', 'in', outdated)
    .where('is_repeat', '=', false) // people may have seen the post that it repeats
    .execute();
  const newest = await trx
    .selectFrom('posts')
    .distinctOn('subject_id')
    .select(sql<string>`coalesce(carried_by, id)`.as('id'))
    .where('kind', '=', 'reminder')
    .where('state', 'in', ['sending', 'unknown', 'sent']) // one on its way shows the old date, too
    .where('is_superseded', '=', false)
    .where('notice_id', '=', noticeId)
    .where(isConcerned)
    .orderBy('subject_id')
    .orderBy('due_at', 'desc')
    .execute();
  await outbox.requestRefreshOf(
    trx,
    newest.map(({ id }) => id),
    now,
  );
}

/** Has every subscription to the notice planned at once, whatever deadline its tenant has. */
export async function planAgain(trx: Transaction<Schema>, noticeId: string, now: Date): Promise<void> {
  await planNow(trx, noticeId, now).execute();
}

function planNow(trx: Transaction<Schema>, noticeId: string, now: Date) {
  return trx
    .updateTable('subscriptions')
    .set({ next_due_at: now })
    .where('notice_id', 'in', [ALL_NOTICES, noticeId])
    .where('state', '!=', 'stopped');
}

/** Changes of deadlines take turns: whose date holds for a tenant is decided by one at a time. */
export async function lockDeadlines(trx: Transaction<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${DEADLINES_LOCK})`.execute(trx);
}

async function concerned(trx: Transaction<Schema>, noticeId: string, tenantId: string | null) {
  if (tenantId !== null) return sql<boolean>`tenant_id = ${tenantId}`;
  const rows = await selectCurrentDeadlines(trx).where('notice_id', '=', noticeId).execute();
  const others = rows.filter(({ date }) => date !== null).map((row) => row.tenant_id);
  return sql<boolean>`tenant_id <> all(${sql.val(others)}::text[])`;
}
