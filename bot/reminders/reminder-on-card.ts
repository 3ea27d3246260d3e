import type { Progress, ProgressOfTenants } from '../campaign/progress.ts';
import { compareUrgency, urgencyOf } from '../campaign/urgency.ts';
import type { PostKey } from '../delivery/ports.ts';
import type { ReminderCardState, ReminderCardStore } from './ports.ts';

/** A reminder as its card shows it. */
export interface ShownReminder {
  noticeId: string;
  /** Today's deadline of the notice, `YYYY-MM-DD`; null while the notice isn't loaded or has none. */
  cutOff: string | null;
  /** The deadline that it was planned for. */
  plannedFor: string;
  /** Days before the deadline; negative after it. */
  offset: number;
  dueAt: Date;
  /** Of its tenant; null if no server has been reported there. */
  progress: Progress | null;
  /** Whether a newer one of its notice was posted. */
  isSuperseded: boolean;
}

export interface ShownCard {
  acknowledged: ReminderCardState['acknowledged'];
  /** The most urgent first. */
  reminders: readonly ShownReminder[];
  /** Whether the digest of the month is on it, too. */
  hasDigest: boolean;
}

/** Reads what a card shows at `now` in a tenant. */
export type CardReader = (
  post: PostKey,
  { tenantId, zone, now }: { tenantId: string; zone: string; now: Date },
) => Promise<ShownCard>;

export function createCardReader({
  reminderCards,
  readDeadlines,
  readProgress,
}: {
  reminderCards: Pick<ReminderCardStore, 'read'>;
  /** The deadlines (`YYYY-MM-DD`) of a tenant as they stand now, by notice id. */
  readDeadlines: (tenantId: string) => Promise<ReadonlyMap<string, string>>;
  readProgress: () => Promise<ProgressOfTenants>;
}): CardReader {
  return async (post, { tenantId, zone, now }) => {
    const { acknowledged, reminders, hasDigest } = await reminderCards.read(post);
    const deadlines = await readDeadlines(tenantId);
    const progress = (await readProgress()).get(tenantId);
    const shown = reminders.map(({ occasion, ...rest }): ShownReminder => {
      const [noticeId = '', plannedFor = '', offset] = occasion.split(' ');
      const cutOff = deadlines.get(noticeId) ?? null;
      return {
        ...{ noticeId, plannedFor, cutOff, offset: Number(offset) },
        ...rest,
        progress: progress?.get(noticeId) ?? null,
      };
    });
    const urgency = ({ cutOff, progress: known }: ShownReminder) =>
      urgencyOf({ deadline: cutOff, progress: known }, { now, zone });
    return {
      acknowledged,
      hasDigest,
      reminders: shown.toSorted((a, b) => compareUrgency(urgency(a), urgency(b))),
    };
  };
}
