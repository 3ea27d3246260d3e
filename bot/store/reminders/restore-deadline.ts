import type { Transaction } from 'kysely';
import type { DeadlineChange } from '../../dashboard/audit-entry.ts';
import type { LockedSubject } from '../audit/locked-subject.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { lockDeadlines } from './replan-notice.ts';
import { currentDeadline, writeDeadline } from './tenant-deadlines.ts';

/** Locks the deadline that a change is about. Taking the change back sets again what was set before, with its reason. */
export async function lockDeadline(
  trx: Transaction<Schema>,
  outbox: Outbox,
  { tenantId, change: { subject, before, after } }: { tenantId: string; change: DeadlineChange },
): Promise<LockedSubject> {
  await lockDeadlines(trx);
  const key = { tenantId, noticeId: subject };
  const current = await currentDeadline(trx, key);
  const standingWith = (date: string | null): LockedSubject['standing'] => ({
    kind: 'deadline',
    state: { date },
  });
  return {
    standing: standingWith(current?.date ?? null),
    isUnchanged: (current?.date ?? null) === after.date,
    async restore(asked) {
      const former = await trx
        .selectFrom('tenant_deadlines')
        .select(['reason', 'since'])
        .where('tenant_id', '=', tenantId)
        .where('notice_id', '=', subject)
        .where('date', 'is not distinct from', before.date)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      await writeDeadline(trx, outbox, {
        key,
        wish: { date: before.date, reason: former?.reason ?? null },
        since: former?.since ?? null,
        asked,
      });
      return standingWith(before.date);
    },
  };
}
