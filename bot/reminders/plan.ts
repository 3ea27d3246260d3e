import { scheduledReminders, reminderDueAt, type DueReminder, type Schedule } from './schedule.ts';
import { isDone, type Progress } from '../campaign/progress.ts';
import { afterQuietHours } from '../campaign/quiet-hours.ts';

/** For how many days after the cut-off a offset that was missed is still worth posting, in words of that day. */
const LATE_DAYS = 7;

/** After the cut-off a reminder comes every so many days, as long as something is left to do. */
const WEEK_DAYS = 7;

/** Why a offset that is due is not posted. */
export type SkipReason = 'superseded' | 'snoozed' | 'migrated' | 'cut-off-passed' | 'changed';

export interface ReminderPlan {
  /** The newest offset that is due, to be posted now. */
  post: DueReminder | null;
  /** Offsets that are due and will not be posted, and why. */
  skip: (DueReminder & { reason: SkipReason })[];
  /** The newest offset that is due and waits until quiet hours end. */
  held: DueReminder | null;
  /** The offsets still to come, the next first. */
  upcoming: DueReminder[];
  /** When to plan again, though nothing may be due then. */
  planAgainAt: Date;
}

export interface PlanQuestion {
  cutOff: string;
  schedule: Schedule;
  /** It asked then: what was due until then is not its business. */
  since: Date;
  /** What is due before then is skipped. */
  snoozedUntil?: Date | null;
  /** Null or absent: nobody has reported a server. */
  progress?: Progress | null;
  /**
   * Weekly reminders that were due before then have been planned. Absent: all but the newest; unlike the
   * schedule they have no end, and are not gone through from their beginning each time.
   */
  plannedUntil?: Date;
  now: Date;
}

/**
 * What one subscription is due: offsets after `since` up to `now`, of which the newest is posted and the
 * older are skipped, so that downtime brings one reminder and no flood. After the cut-off one comes each
 * week while a reported server still runs what is retired, or may do so; when none does, nothing comes any more.
 */
export function planReminders(question: PlanQuestion): ReminderPlan {
  const { cutOff, schedule, since, now, snoozedUntil, progress } = question;
  const isOver = progress ? isDone(progress) : false;
  const hasLeft = progress ? !isOver : false;
  // Numbers: a date takes many times as long to compare, and there may be a hundred thousand subscriptions.
  const [sinceMs, nowMs] = [since.getTime(), now.getTime()];
  const reminders = scheduledReminders(cutOff, schedule).filter(({ dueAt }) => dueAt.getTime() > sinceMs);
  const recovery = weeklyReminders(question);
  const ahead = reminders.filter(({ dueAt }) => dueAt.getTime() > nowMs);
  const due = reminders.filter(({ dueAt }) => dueAt.getTime() <= nowMs);
  if (hasLeft) due.push(...recovery.due.filter(({ dueAt }) => dueAt.getTime() > sinceMs));

  const upcoming = isOver ? [] : [...ahead, ...(hasLeft ? [recovery.next] : [])];
  const planAgainAt = (ahead[0] ?? recovery.next).dueAt;
  const nothing = { post: null, skip: [], held: null, upcoming, planAgainAt };
  if (due.length === 0) return nothing;
  if (isOver) return { ...nothing, skip: skipAll(due, 'migrated') };
  const snoozed = due.filter(({ dueAt }) => snoozedUntil && dueAt < snoozedUntil);
  const wanted = due.slice(snoozed.length);
  const newest = wanted.at(-1) ?? null;
  if (!hasLeft && isLongAfter(cutOff, schedule, now)) {
    return { ...nothing, skip: [...skipAll(snoozed, 'snoozed'), ...skipAll(wanted, 'cut-off-passed')] };
  }
  const skip = [...skipAll(snoozed, 'snoozed'), ...skipAll(wanted.slice(0, -1), 'superseded')];
  const quietUntil = schedule.quietHours && afterQuietHours(now, schedule.quietHours, schedule.zone);
  if (newest && quietUntil && quietUntil > now) {
    return { ...nothing, skip, held: newest, planAgainAt: quietUntil };
  }
  return { ...nothing, post: newest, skip };
}

/** What people can expect, the next first: with the offset that waits for the end of quiet hours, without what is snoozed. */
export function comingReminders(question: PlanQuestion): DueReminder[] {
  const { snoozedUntil, now } = question;
  if (snoozedUntil && snoozedUntil > now) {
    const end = new Date(snoozedUntil.getTime() - 1);
    return planReminders({ ...question, snoozedUntil: null, now: end }).upcoming;
  }
  const { held, upcoming, planAgainAt } = planReminders(question);
  return held ? [{ offset: held.offset, dueAt: planAgainAt }, ...upcoming] : upcoming;
}

/**
 * Since when reminders count after the schedule has changed: a offset that was posted does not come again though
 * the new schedule brings it again, none comes late for a time at which nobody had asked for it, and what the
 * old schedule still owed is owed by the new one.
 */
export function sinceChange({
  cutOff,
  before,
  after,
  posted,
  skipped,
  now,
}: {
  cutOff: string;
  /** Null when there were no reminders. */
  before: { schedule: Schedule; since: Date } | null;
  after: Schedule;
  /** Offsets that need not come any more, for they were posted or cannot be. */
  posted: readonly number[];
  /** Offsets that were skipped: they come when the new schedule has them still to come. */
  skipped: readonly number[];
  now: Date;
}): Date {
  const dueAt = (offset: number) => reminderDueAt(cutOff, offset, after).getTime();
  // Of offsets that a weekend brings to one instant the last comes: it is not kept back by the one before it.
  const reminders = scheduledReminders(cutOff, after).map(({ offset }) => offset);
  const again = posted
    .filter((offset) => offset < 0 || reminders.includes(offset))
    .map(dueAt)
    .filter((due) => due > now.getTime());
  if (again.length > 0) return new Date(Math.max(...again));
  const owed = before ? owedBy({ cutOff, ...before, now }) : [];
  const missed = owed
    .filter((offset) => !posted.includes(offset) && !skipped.includes(offset))
    .filter((offset) => offset < 0 || after.offsets.includes(offset))
    .map(dueAt)
    .filter((due) => due <= now.getTime());
  return missed.length > 0 ? new Date(Math.min(...missed) - 1) : now;
}

/** The offsets that a schedule owes; whether the weekly ones come or still the day itself is decided when they are due. */
function owedBy(question: PlanQuestion): number[] {
  return [{ reported: 1, onRetired: 1, unknown: 0 }, null].flatMap((progress) => {
    const { post, held, upcoming } = planReminders({ ...question, progress });
    return [post, held, ...upcoming].flatMap((due) => due?.offset ?? []);
  });
}

/**
 * What to do about a offset that was planned and waited to be posted: much may have changed since. `wait` when
 * it is not to be posted at this hour, `changed` when the subscription does not want it any more.
 */
export function reviewReminder(
  offset: number,
  question: PlanQuestion,
): 'post' | 'wait' | { skip: SkipReason } {
  const { cutOff, schedule, progress, now } = question;
  const { post, skip, held, upcoming } = planReminders(question);
  if (post?.offset === offset) return 'post';
  const skippedOne = skip.find((each) => each.offset === offset);
  if (skippedOne) return { skip: skippedOne.reason };
  if (held?.offset === offset || upcoming.some((each) => each.offset === offset)) return 'wait';
  const newest = post ?? held;
  if (newest && newest.offset < offset) return { skip: 'superseded' };
  if (progress && isDone(progress)) return { skip: 'migrated' };
  return { skip: !progress && isLongAfter(cutOff, schedule, now) ? 'cut-off-passed' : 'changed' };
}

function skipAll(offsets: DueReminder[], reason: SkipReason): ReminderPlan['skip'] {
  return offsets.map((offset) => ({ ...offset, reason }));
}

/** The weekly reminders after the cut-off that are due, the newest last, and the next one. */
function weeklyReminders(question: PlanQuestion): { due: DueReminder[]; next: DueReminder } {
  const { cutOff, schedule, now, plannedUntil = now } = question;
  const week = (number: number): DueReminder => {
    const offset = -WEEK_DAYS * number;
    return { offset, dueAt: reminderDueAt(cutOff, offset, schedule) };
  };
  const first = week(1);
  if (now < first.dueAt) return { due: [], next: first };
  // A clock change, a weekend or quiet hours may bring a week's instant before or after this division.
  let newest = Math.floor((now.getTime() - first.dueAt.getTime()) / (WEEK_DAYS * 86_400_000)) + 3;
  while (week(newest).dueAt > now) newest -= 1;
  let oldest = newest;
  while (oldest > 1 && week(oldest - 1).dueAt >= plannedUntil) oldest -= 1;
  const due = Array.from({ length: newest - oldest + 1 }, (_, i) => week(oldest + i));
  return { due, next: week(newest + 1) };
}

function isLongAfter(cutOff: string, { zone }: Schedule, now: Date): boolean {
  return now >= reminderDueAt(cutOff, -(LATE_DAYS + 1), { localTime: '00:00', zone, offsets: [] });
}
