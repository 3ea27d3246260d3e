import {
  daysToFirstWeekly,
  scheduledReminders,
  reminderDueAt,
  type DueReminder,
  type Schedule,
} from './schedule.ts';
import { isDone, type Progress } from '../campaign/progress.ts';
import { afterQuietHours } from '../campaign/quiet-hours.ts';

/** For how many days after the cut-off a missed reminder is still posted. */
const LATE_DAYS = 7;

/** Days between the reminders after the cut-off, which are sent as long as a server may be affected. */
const WEEK_DAYS = 7;

/** Why a reminder that is due is not posted. */
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
  /** When the conversation asked: reminders due until then are ignored. */
  since: Date;
  /** Reminders due before this instant are skipped. */
  snoozedUntil?: Date | null;
  /** Null or absent if no server has been reported. */
  progress?: Progress | null;
  /**
   * Weekly reminders due before this instant have been planned. Default: all but the newest, because weekly reminders
   * have no end, and going through them from the first one would take longer each time.
   */
  plannedUntil?: Date;
  now: Date;
}

/**
 * Plans the reminders of one subscription that were due after `since` and up to `now`. The newest is posted and the
 * older ones are skipped, so that downtime causes one reminder instead of many. After the cut-off there is one a week
 * while a reported server is affected or may be; when none is, reminders end.
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

/** The reminders to come, the next one first, including one that waits until quiet hours end, without snoozed ones. */
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
 * The instant after which reminders of a changed schedule are due. A reminder that was posted is not posted again,
 * even if it would be due again; none is posted late for a time before it was asked for; and one that the old schedule
 * had not posted yet is still posted.
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
  /** Offsets that were posted, or cannot be. */
  posted: readonly number[];
  /** Offsets that were skipped: they are posted if the new schedule has them in the future. */
  skipped: readonly number[];
  now: Date;
}): Date {
  const dueAt = (offset: number) => reminderDueAt(cutOff, offset, after).getTime();
  // A posted reminder that the weekend rule merges with a later one does not hold that one back.
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

/** The offsets of a schedule after `since`. Whether the weekly ones are posted is decided when they are due. */
function owedBy(question: PlanQuestion): number[] {
  return [{ reported: 1, affected: 1, unknown: 0 }, null].flatMap((progress) => {
    const { post, held, upcoming } = planReminders({ ...question, progress });
    return [post, held, ...upcoming].flatMap((due) => due?.offset ?? []);
  });
}

/**
 * Decides again about a planned reminder when it is about to be posted. `wait` if it must not be posted at this hour,
 * `changed` if the subscription does not have it any more.
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
  const firstDays = daysToFirstWeekly(cutOff, schedule);
  const week = (number: number): DueReminder => {
    const offset = -(firstDays + WEEK_DAYS * (number - 1));
    return { offset, dueAt: reminderDueAt(cutOff, offset, schedule) };
  };
  const first = week(1);
  if (now < first.dueAt) return { due: [], next: first };
  // A clock change, a weekend or quiet hours may move a week's reminder across this boundary.
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
