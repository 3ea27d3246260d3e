import { isDeepStrictEqual } from 'node:util';
import type { Transaction, Updateable } from 'kysely';
import type { ReminderChange, ReminderState } from '../../dashboard/audit-entry.ts';
import type { ScheduleContext } from '../../reminders/ports.ts';
import type { LockedSubject } from '../audit/locked-subject.ts';
import type { SubscriptionTable } from '../database/reminder-tables.ts';
import type { Schema } from '../database/schema.ts';
import { lockSubscription, planNow, replan } from './replan.ts';
import {
  toReminderState,
  toSettingsColumns,
  toSubscription,
  type SubscriptionRow,
} from './subscription-row.ts';

/** Locks the reminders that a change is about. */
export async function lockReminders(
  trx: Transaction<Schema>,
  tenantId: string,
  { subject, before, after }: ReminderChange,
): Promise<LockedSubject> {
  const key = { tenantId, conversationId: after.conversationId, noticeId: subject };
  const row = await lockSubscription(trx, key);
  const state = row ? toReminderState(row) : null;
  return {
    standing: { kind: 'reminders', state },
    isUnchanged: state !== null && isDeepStrictEqual(withoutSuspension(state), withoutSuspension(after)),
    async restore(asked) {
      if (!row) throw new Error(`${after.conversationId} has no reminders of ${subject}.`);
      const restored = await trx
        .updateTable('subscriptions')
        .set(await columnsOf(trx, row, before, asked))
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return { kind: 'reminders', state: toReminderState(restored) };
    },
  };
}

/** Nobody's change: the bot was away from the conversation. */
function withoutSuspension(state: ReminderState): ReminderState {
  return { ...state, state: state.state === 'suspended' ? 'active' : state.state };
}

async function columnsOf(
  trx: Transaction<Schema>,
  row: SubscriptionRow,
  before: ReminderState | null,
  asked: ScheduleContext,
): Promise<Updateable<SubscriptionTable>> {
  if (before === null) return { state: 'stopped', next_due_at: null };
  const settings = {
    ...toSettingsColumns(before),
    snoozed_until: before.snoozedUntil === null ? null : new Date(before.snoozedUntil),
  };
  if (before.state === 'stopped') return { ...settings, state: 'stopped', next_due_at: null };
  if (row.state !== 'stopped' && hasSameSettings(row, before)) return settings;
  const since = await replan(trx, row, before, asked);
  return { ...settings, ...planNow(asked.now, since), state: 'active', suspended_because: null };
}

function hasSameSettings(row: SubscriptionRow, before: ReminderState): boolean {
  return isDeepStrictEqual(toSettingsColumns(toSubscription(row)), toSettingsColumns(before));
}
