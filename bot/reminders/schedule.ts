import { LRUCache } from 'lru-cache';
import { IANAZone } from 'luxon';
import { CutoverError } from '../platform/errors.ts';
import { afterQuietHours, type QuietHours } from '../campaign/quiet-hours.ts';

/** Days before the cut-off on which a reminder is due. */
export const DEFAULT_OFFSETS: readonly number[] = [365, 180, 90, 60, 30, 14, 7, 3, 1, 0];

/** When a reminder due on a Saturday or Sunday is posted. */
export const WEEKEND_RULES = ['on', 'before', 'after'] as const;
export type WeekendRule = (typeof WEEKEND_RULES)[number];

/** The day of the week on which reminders come after the cut-off. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const DIGEST_CHOICES = ['on', 'off'] as const;
export type DigestChoice = (typeof DIGEST_CHOICES)[number];

export interface Schedule {
  /** `HH:MM`, 24 hours. */
  localTime: string;
  /** IANA name. */
  zone: string;
  /** Days before the cut-off, in any order. */
  offsets: readonly number[];
  /** When a reminder due on a weekend is posted: `on` that day, the Friday `before`, or the Monday `after`. Default: `on`. */
  weekend?: WeekendRule;
  /** The working day of the weekly reminders after the cut-off, and of the digest. Default: `monday`. */
  weekday?: Weekday;
  /** Whether a digest comes once a month while servers are left after a deadline. Default: `on`. */
  digest?: DigestChoice;
  /**
   * Hours in which nothing is posted; a reminder due in them is posted when they end. If they end on a weekend that
   * the rule keeps free, it is posted in the last minute before they begin on the Friday, or when they end on the
   * Monday. Default: null, for none.
   */
  quietHours?: QuietHours | null;
}

/** The schedule of a conversation that chooses nothing; the zone is that of the person who asks. */
export const DEFAULT_SCHEDULE = {
  localTime: '09:00',
  offsets: DEFAULT_OFFSETS,
  weekend: 'on',
  weekday: 'monday',
  digest: 'on',
  quietHours: null,
} as const satisfies Omit<Schedule, 'zone'>;

/** The schedule with a value for every field. */
export function completeSchedule(schedule: Schedule): Required<Schedule> {
  return { ...DEFAULT_SCHEDULE, ...schedule };
}

export interface DueReminder {
  /** Days before the cut-off; negative after it. */
  offset: number;
  dueAt: Date;
}

const DAY_MS = 86_400_000;

/** Many subscriptions have the same schedule. */
const schedules = new LRUCache<string, readonly DueReminder[]>({ max: 10_000 });

/** Milliseconds before UTC of a zone's clocks, by zone and day: asking the platform takes longer than all the rest. */
const utcOffsets = new LRUCache<string, number>({ max: 100_000 });

/** When each offset is due, the earliest first. If the weekend rule moves several to one instant, only the last. */
export function scheduledReminders(cutOff: string, schedule: Schedule): readonly DueReminder[] {
  const key = keyOf(cutOff, schedule);
  const known = schedules.get(key);
  if (known) return known;
  const reminders = [...new Set(schedule.offsets)]
    .sort((a, b) => b - a)
    .map((offset) => ({ offset, dueAt: reminderDueAt(cutOff, offset, schedule) }))
    .filter(({ dueAt }, i, all) => dueAt.getTime() !== all[i + 1]?.dueAt.getTime());
  schedules.set(key, reminders);
  return reminders;
}

function keyOf(cutOff: string, { offsets, localTime, zone, weekend = 'on', quietHours }: Schedule): string {
  const quiet = quietHours ? `${quietHours.from} ${quietHours.until}` : '';
  return `${cutOff} ${offsets.join()} ${localTime} ${zone} ${weekend} ${quiet}`;
}

/** When an offset is due; after the cut-off, offsets are negative. */
export function reminderDueAt(cutOff: string, offset: number, schedule: Schedule): Date {
  const { localTime, zone, weekend = 'on', quietHours } = schedule;
  const day = workingDay(Date.parse(cutOff) - offset * DAY_MS, weekend);
  const dueAt = instantOn(day, localTime, zone);
  if (!quietHours) return dueAt;
  const end = afterQuietHours(dueAt, quietHours, zone);
  return end === dueAt ? dueAt : offWeekend(end, weekend, quietHours, zone);
}

/** Days from the cut-off to the first weekly reminder after it, 1 to 7: a working day, whatever day the cut-off is. */
export function daysToFirstWeekly(cutOff: string, { weekday = 'monday' }: Schedule): number {
  const cutOffDay = new Date(Date.parse(cutOff)).getUTCDay();
  return ((WEEKDAYS.indexOf(weekday) + 1 - cutOffDay + 6) % 7) + 1;
}

/** If quiet hours end on a weekend that the rule keeps free, a reminder is due before they begin or on the Monday. */
function offWeekend(end: Date, rule: WeekendRule, { from, until }: QuietHours, zone: string): Date {
  const localMs = end.getTime() + utcOffsetAt(end.getTime(), zone);
  const today = Math.floor(localMs / DAY_MS) * DAY_MS;
  const day = workingDay(today, rule);
  if (day === today) return end;
  return instantOn(day, rule === 'before' ? minuteBefore(from) : until, zone);
}

/** The minute before a local time on the same day; midnight stays midnight. */
function minuteBefore(localTime: string): string {
  const minutes = Math.max(0, Number(localTime.slice(0, 2)) * 60 + Number(localTime.slice(3)) - 1);
  return new Date(minutes * 60_000).toISOString().slice(11, 16);
}

/**
 * The instant of a local time (`HH:MM`) on the calendar day that begins at `day` in UTC. A time that a clock change skips
 * moves forward by the length of the gap; for one that occurs twice, the first.
 * @throws CutoverError `unknown-zone`
 */
function instantOn(day: number, localTime: string, zone: string): Date {
  const wall = day + Date.parse(`1970-01-01T${localTime}Z`);
  // No zone is a day ahead of or behind UTC, so a clock change around that time lies between these two.
  const before = utcOffsetOnDay(day - DAY_MS, zone);
  const after = utcOffsetOnDay(day + 2 * DAY_MS, zone);
  if (before === after) return new Date(wall - before);
  const isShown = (offset: number) => utcOffsetAt(wall - offset, zone) === offset;
  const shown = [before, after].filter(isShown);
  return new Date(wall - (shown.length > 0 ? Math.max(...shown) : before));
}

function utcOffsetOnDay(day: number, zone: string): number {
  const key = `${day} ${zone}`;
  const known = utcOffsets.get(key);
  if (known !== undefined) return known;
  const offset = utcOffsetAt(day, zone);
  utcOffsets.set(key, offset);
  return offset;
}

function utcOffsetAt(instant: number, zone: string): number {
  const minutes = IANAZone.create(zone).offset(instant);
  if (Number.isNaN(minutes)) {
    throw new CutoverError('unknown-zone', `This machine does not know the time zone "${zone}".`);
  }
  return minutes * 60_000;
}

/** The Friday before or the Monday after a day (its beginning in UTC) of a weekend, when the rule says so. */
function workingDay(day: number, rule: WeekendRule): number {
  const weekday = new Date(day).getUTCDay() || 7;
  const daysIntoWeekend = weekday - 5;
  if (rule === 'on' || daysIntoWeekend <= 0) return day;
  return day + (rule === 'before' ? -daysIntoWeekend : 3 - daysIntoWeekend) * DAY_MS;
}
