import { isDone, type ProgressOfTenants } from '../../campaign/progress.ts';
import type { TenantPortfolios } from '../../deadlines/tenant-portfolios.ts';
import type { PlaceStore } from '../../delivery/place.ts';
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
  portfolios,
  sentReminders,
  readProgress,
  alerts,
  places,
  withinHours,
  teamsUrl,
  clock,
}: {
  portfolios: Pick<TenantPortfolios, 'of'>;
  sentReminders: SentReminderStore;
  readProgress: () => Promise<ProgressOfTenants>;
  alerts: Pick<AlertStore, 'apply'>;
  places: Pick<PlaceStore, 'find'>;
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
    const signals = [...byTenant].map(async ([tenantId, sent]): Promise<Signal[]> => {
      const { guides } = await portfolios.of(tenantId);
      const placeOf = await places.find(
        tenantId,
        sent.map(({ conversationId }) => conversationId),
      );
      const isOver = ({ noticeId }: SentReminder) => {
        const reported = progress.get(tenantId)?.get(noticeId);
        return reported !== undefined && isDone(reported);
      };
      const known = sent.flatMap((reminder) => {
        const guide = guides.get(reminder.noticeId);
        const place = placeOf.get(reminder.conversationId);
        return guide && place ? [{ reminder, guide, place, isDone: isOver(reminder) }] : [];
      });
      const [oldest, ...others] = known
        .filter(({ reminder, isDone: isOff }) => !isOff && !reminder.isAcknowledged)
        .sort((a, b) => a.reminder.sentAt.getTime() - b.reminder.sentAt.getTime());
      const reminders = oldest ? [oldest, ...others].map(({ reminder }) => reminder) : [];
      const isMerged = reminders.length > MAX_SEPARATE_ALERTS;
      const input = { tenantId, isMerged, withinHours, teamsUrl, now };
      const about = oldest ?? known[0];
      return [
        ...known.flatMap((each) => evaluate(ALERT_KINDS.reminder, { ...input, ...each })),
        ...(about
          ? evaluate(ALERT_KINDS.tenantReminders, {
              ...input,
              guide: about.guide,
              isDone: about.isDone,
              reminders,
            })
          : []),
      ];
    });
    await alerts.apply((await Promise.all(signals)).flat(), now);
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
