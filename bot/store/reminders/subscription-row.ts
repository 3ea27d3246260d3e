import type { Selectable } from 'kysely';
import type { ReminderState } from '../../dashboard/audit-entry.ts';
import type { Coverage } from '../../reminders/coverage.ts';
import type { Subscription, SubscriptionKey } from '../../reminders/ports.ts';
import { completeSchedule, type Schedule } from '../../reminders/schedule.ts';
import { toQuietHours, toQuietHoursColumns } from '../database/quiet-hours-columns.ts';
import type { SubscriptionTable } from '../database/reminder-tables.ts';

export type SubscriptionRow = Selectable<SubscriptionTable>;

export function toKeyColumns({ tenantId, conversationId, noticeId }: SubscriptionKey) {
  return { tenant_id: tenantId, conversation_id: conversationId, notice_id: noticeId };
}

/** The columns of each field of a conversation's settings; `toSchedule` and `toSubscription` read them. */
export function toSettingsColumns(settings: Schedule & { coverage: Coverage }) {
  const { localTime, zone, offsets, weekend, weekday, digest, quietHours } = completeSchedule(settings);
  return {
    local_time: localTime,
    zone,
    offsets: [...offsets],
    weekend,
    weekday,
    digest,
    ...toQuietHoursColumns(quietHours),
    coverage: JSON.stringify(settings.coverage),
  };
}

function toSchedule(row: SubscriptionRow): Required<Schedule> {
  return {
    localTime: row.local_time,
    zone: row.zone,
    offsets: row.offsets,
    weekend: row.weekend,
    weekday: row.weekday,
    digest: row.digest,
    quietHours: toQuietHours(row),
  };
}

export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    ...toSchedule(row),
    id: row.id,
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    noticeId: row.notice_id,
    coverage: row.coverage,
    state: row.state,
    suspendedBecause: row.suspended_because,
    since: row.since,
    snoozedUntil: row.snoozed_until,
  };
}

/** What the audit trail keeps of it. */
export function toReminderState(row: SubscriptionRow): ReminderState {
  return {
    conversationId: row.conversation_id,
    state: row.state,
    ...toSchedule(row),
    coverage: row.coverage,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  };
}
