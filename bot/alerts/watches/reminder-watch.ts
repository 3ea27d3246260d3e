import { isDone, type Progress } from '../../campaign/progress.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Clock } from '../../platform/clock.ts';
import { evaluate, type Signal } from '../alert-kind.ts';
import { ALERT_KINDS } from '../kinds/all-kinds.ts';
import type { SentReminder } from '../kinds/sent-reminder.ts';
import type { AlertStore } from '../ports.ts';

export interface SentReminderStore {
  /** Of tenants with an identity team: the newest reminder of each subscription that was posted before `instant`. */
  readBefore(instant: Date, now: Date): Promise<SentReminder[]>;
}

/** Up to this many unacknowledged reminders of a tenant have an alert each; more are merged into one. */
const MAX_SEPARATE_ALERTS = 5;

/** Raises alerts about reminders that were not acknowledged in time. */
export function createReminderWatch({
  guide,
  sentReminders,
  readProgress,
  alerts,
  withinHours,
  teamsUrl,
  clock,
}: {
  guide: Guide;
  sentReminders: SentReminderStore;
  /** Of each tenant in which servers were reported, by its id. */
  readProgress: () => Promise<ReadonlyMap<string, Progress>>;
  alerts: Pick<AlertStore, 'apply'>;
  withinHours: number;
  /** Where Teams opens messages, such as `https://teams.microsoft.com`. */
  teamsUrl: string;
  clock: Clock;
}): () => Promise<void> {
  return async () => {
    const now = clock.now();
    const progress = await readProgress();
    const dueBefore = new Date(now.getTime() - withinHours * 3_600_000);
    const byTenant = groupByTenant(await sentReminders.readBefore(dueBefore, now));
    const signals = [...byTenant].flatMap(([tenantId, sent]): Signal[] => {
      const reported = progress.get(tenantId);
      const isOver = reported !== undefined && isDone(reported);
      const reminders = isOver
        ? []
        : sent
            .filter(({ isAcknowledged }) => !isAcknowledged)
            .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
      const isMerged = reminders.length > MAX_SEPARATE_ALERTS;
      const input = { tenantId, guide, isDone: isOver, isMerged, withinHours, teamsUrl, now };
      return [
        ...sent.flatMap((reminder) => evaluate(ALERT_KINDS.reminder, { ...input, reminder })),
        ...evaluate(ALERT_KINDS.tenantReminders, { ...input, reminders }),
      ];
    });
    await alerts.apply(signals, now);
  };
}

function groupByTenant(sent: readonly SentReminder[]): Map<string, SentReminder[]> {
  const tenants = new Map<string, SentReminder[]>();
  for (const reminder of sent) {
    const group = tenants.get(reminder.tenantId);
    if (group) group.push(reminder);
    else tenants.set(reminder.tenantId, [reminder]);
  }
  return tenants;
}
