import { sql, type Transaction } from 'kysely';
import type { PostState } from '../../delivery/ports.ts';
import { sinceChange } from '../../reminders/plan.ts';
import { covers, type Coverage } from '../../reminders/coverage.ts';
import type { ScheduleContext, SubscriptionKey } from '../../reminders/ports.ts';
import { reminderDueAt, type Schedule } from '../../reminders/schedule.ts';
import type { Schema } from '../database/schema.ts';
import { toKeyColumns, toSubscription, type SubscriptionRow } from './subscription-row.ts';

/** Has other changes of the subscription wait for the transaction. */
export function lockSubscription(
  trx: Transaction<Schema>,
  key: SubscriptionKey,
): Promise<SubscriptionRow | undefined> {
  return trx
    .selectFrom('subscriptions')
    .selectAll()
    .where((row) => row.and(toKeyColumns(key)))
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Deletes posts that the new schedule plans again, and returns the instant after which its reminders are due: of
 * several notices the earliest, because a reminder that was posted keeps its row and isn't posted again.
 */
export async function replan(
  trx: Transaction<Schema>,
  existing: SubscriptionRow,
  after: Schedule & { coverage: Coverage },
  { now, cutOffs }: ScheduleContext,
): Promise<Date> {
  let since: Date | null = null;
  for (const [noticeId, cutOff] of cutOffs) {
    const own = await replanFor(trx, existing, after, { now, noticeId, cutOff });
    if (covers(after.coverage, noticeId) && (since === null || own < since)) since = own;
  }
  return since ?? now;
}

async function replanFor(
  trx: Transaction<Schema>,
  existing: SubscriptionRow,
  after: Schedule,
  { now, noticeId, cutOff }: { now: Date; noticeId: string; cutOff: string },
): Promise<Date> {
  const { id, state } = existing;
  const posts = await trx
    .selectFrom('posts')
    .select(['id', 'offset_days', 'state', 'is_repeat'])
    .where('kind', '=', 'reminder')
    .where('subject_id', '=', id)
    .where('notice_id', '=', noticeId)
    .where('cut_off', '=', cutOff)
    .execute();
  const offsetsOf = (predicate: (post: (typeof posts)[number]) => boolean) =>
    posts.filter(predicate).flatMap((post) => post.offset_days ?? []);
  const before = toSubscription(existing);
  const wasOn = state !== 'stopped' && covers(before.coverage, noticeId);
  const since = sinceChange({
    cutOff,
    before: wasOn ? { schedule: before, since: before.since } : null,
    after,
    // A post that is being sent or may have been sent may still have to be repeated.
    posted: offsetsOf((post) => post.state === 'sent' || post.state === 'failed' || isGivenUp(post)),
    skipped: offsetsOf((post) => post.state === 'skipped'),
    now,
  });
  const isAhead = (offset: number | null) => reminderDueAt(cutOff, offset ?? 0, after) > since;
  const obsolete = posts.filter(
    (post) =>
      !post.is_repeat &&
      (post.state === 'planned' || (post.state === 'skipped' && isAhead(post.offset_days))),
  );
  if (obsolete.length > 0) {
    const ids = obsolete.map((post) => post.id);
    await trx
      .deleteFrom('posts')
      .where((post) => post('id', '=', post.fn.any(sql.val(ids))))
      .where('state', 'in', ['planned', 'skipped']) // unless it is being sent meanwhile
      .execute();
  }
  return since;
}

function isGivenUp({ state, is_repeat }: { state: PostState; is_repeat: boolean }): boolean {
  return state === 'unknown' && is_repeat;
}

/** Has it planned at once. */
export function planNow(now: Date, since: Date) {
  return { since, next_due_at: now, planned_at: null };
}
