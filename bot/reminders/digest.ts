import { daysUntil, dayIn } from '../campaign/calendar.ts';
import { isDone, type Progress } from '../campaign/progress.ts';
import { afterQuietHours } from '../campaign/quiet-hours.ts';
import { reminderDueAt, WEEKDAYS, type Schedule } from './schedule.ts';

/** For how long a digest that was missed is still posted. */
const LATE_MS = 86_400_000;

export interface DueDigest {
  /** `YYYY-MM`, in the zone of the schedule. */
  month: string;
  dueAt: Date;
}

export interface DigestPlan {
  /** The digest to be posted now; it may have been posted. */
  post: DueDigest | null;
  /** When to plan again, though nothing may be due then. */
  planAgainAt: Date;
}

/** A notice as a digest looks at it. */
export interface DigestCampaign {
  /** The tenant's deadline, `YYYY-MM-DD` or `YYYY-MM`; null: none is known. */
  deadline: string | null;
  /** Null if no server has been reported. */
  progress: Progress | null;
}

/**
 * Plans the digest of a subscription: once a month, on the first of the chosen weekday, while servers are affected or
 * unknown after a deadline. Quiet hours and a snooze hold for it as for a reminder.
 */
export function planDigest({
  schedule,
  since,
  snoozedUntil,
  plannedUntil,
  campaigns,
  now,
}: {
  schedule: Schedule;
  /** Digests due until then are ignored. */
  since: Date;
  snoozedUntil: Date | null;
  /** The instant for which the last plan asked to plan again. */
  plannedUntil: Date;
  campaigns: readonly DigestCampaign[];
  now: Date;
}): DigestPlan {
  const month = dayIn(now, schedule.zone).slice(0, 'YYYY-MM'.length);
  const dueAt = digestDueAt(month, schedule);
  const planAgainAt = dueAt > now ? dueAt : digestDueAt(monthAfter(month), schedule);
  const isMissed = dueAt < plannedUntil && now.getTime() - dueAt.getTime() > LATE_MS;
  const isOff = schedule.digest === 'off' || (snoozedUntil !== null && dueAt < snoozedUntil);
  const isDue = dueAt <= now && dueAt > since && !isMissed && !isOff;
  if (!isDue || !isWorthADigest(campaigns, now, schedule.zone)) return { post: null, planAgainAt };
  const quietUntil = schedule.quietHours && afterQuietHours(now, schedule.quietHours, schedule.zone);
  if (quietUntil && quietUntil > now) return { post: null, planAgainAt: quietUntil };
  return { post: { month, dueAt }, planAgainAt };
}

/** When the next digest after `from` is due if no work is done until then; null where none will be. */
export function comingDigest(schedule: Schedule, deadlines: readonly string[], from: Date): DueDigest | null {
  const [earliest] = deadlines.toSorted();
  if (schedule.digest === 'off' || earliest === undefined) return null;
  const campaigns = [{ deadline: earliest, progress: { affected: 1, unknown: 0, reported: 1 } }];
  let month = [earliest, dayIn(from, schedule.zone)].toSorted()[1]?.slice(0, 'YYYY-MM'.length) ?? '';
  for (;;) {
    const dueAt = digestDueAt(month, schedule);
    if (dueAt > from && isWorthADigest(campaigns, dueAt, schedule.zone)) return { month, dueAt };
    month = monthAfter(month);
  }
}

/** Whether work is left after a deadline. What is still to come has reminders of its own. */
export function isWorthADigest(campaigns: readonly DigestCampaign[], now: Date, zone: string): boolean {
  return campaigns.some(
    ({ deadline, progress }) =>
      deadline !== null &&
      progress !== null &&
      !isDone(progress) &&
      daysUntil({ date: deadline, now, zone }) < 0,
  );
}

/** When the digest of a month is due. */
export function digestDueAt(month: string, schedule: Schedule): Date {
  const { weekday = 'monday' } = schedule;
  const first = new Date(`${month}-01`).getUTCDay();
  const days = (WEEKDAYS.indexOf(weekday) + 1 - first + 7) % 7;
  return reminderDueAt(`${month}-0${1 + days}`, 0, schedule);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number)).toISOString().slice(0, 'YYYY-MM'.length);
}
