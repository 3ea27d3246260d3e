import { LRUCache } from 'lru-cache';
import { DateTime, IANAZone } from 'luxon';
import { CutoverError } from '../errors.ts';
import { afterQuietHours, type QuietHours } from './quiet-hours.ts';

/** Days before the cut-off on which a reminder is due. */
export const DEFAULT_RUNGS: readonly number[] = [365, 180, 90, 60, 30, 14, 7, 3, 1, 0];

/** Where a rung goes that falls on a Saturday or a Sunday. */
export const WEEKEND_RULES = ['on', 'before', 'after'] as const;
export type WeekendRule = (typeof WEEKEND_RULES)[number];

export interface Schedule {
  /** `HH:MM`, 24 hours. */
  localTime: string;
  /** IANA name. */
  zone: string;
  rungs: readonly number[];
  /** On the day itself, on the Friday before, or on the Monday after. Default: `on`. */
  weekend?: WeekendRule;
  /** Hours in which nothing is posted: what is due in them comes at their end. Default: none. */
  quietHours?: QuietHours | null;
}

export interface DueRung {
  /** Days before the cut-off; negative after it. */
  rung: number;
  dueAt: Date;
}

const ladders = new LRUCache<string, readonly DueRung[]>({ max: 5_000 });
const instants = new LRUCache<string, Date>({ max: 50_000 });

/** When each rung is due, the earliest first; of those that a weekend brings to one instant, the last. */
export function climbLadder(cutOff: string, schedule: Schedule): readonly DueRung[] {
  const { rungs } = schedule;
  return remember(ladders, `${rungs.join()} ${keyOf(cutOff, schedule)}`, () =>
    [...new Set(rungs)]
      .sort((a, b) => b - a)
      .map((rung) => ({ rung, dueAt: rungDueAt(cutOff, rung, schedule) }))
      .filter(({ dueAt }, i, all) => dueAt.getTime() !== all[i + 1]?.dueAt.getTime()),
  );
}

/** When a rung is due; one after the cut-off is negative. */
export function rungDueAt(cutOff: string, rung: number, schedule: Schedule): Date {
  return remember(instants, `${rung} ${keyOf(cutOff, schedule)}`, () => {
    const { localTime, zone, weekend = 'on', quietHours } = schedule;
    const day = workingDay(DateTime.fromISO(cutOff, { zone: 'utc' }).minus({ days: rung }), weekend);
    const dueAt = localInstant(day.toISODate() ?? '', localTime, zone);
    return quietHours ? afterQuietHours(dueAt, quietHours, zone) : dueAt;
  });
}

/** Many subscriptions have the same schedule. */
function remember<Value extends object>(
  cache: LRUCache<string, Value>,
  key: string,
  compute: () => Value,
): Value {
  const known = cache.get(key);
  if (known) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}

function keyOf(cutOff: string, { localTime, zone, weekend = 'on', quietHours }: Schedule): string {
  const quiet = quietHours ? `${quietHours.from} ${quietHours.until}` : '';
  return `${cutOff} ${localTime} ${zone} ${weekend} ${quiet}`;
}

/**
 * The instant of a local time (`HH:MM`) on a calendar day. A time that a clock change skips moves forward
 * by the length of the gap; of one that occurs twice it is the first.
 * @throws CutoverError `unknown-zone`
 */
export function localInstant(day: string, localTime: string, zone: string): Date {
  const known = IANAZone.create(zone);
  const offsetMs = (instant: number) => known.offset(instant) * 60_000;
  const wall = Date.parse(`${day}T${localTime}Z`);
  // No zone is a day ahead of UTC or behind it: a change around that time lies between these two.
  const [before, after] = [offsetMs(wall - DAY_MS), offsetMs(wall + DAY_MS)];
  if (Number.isNaN(before)) {
    throw new CutoverError('unknown-zone', `This machine does not know the time zone "${zone}".`);
  }
  if (before === after) return new Date(wall - before);
  const isShown = (offset: number) => offsetMs(wall - offset) === offset;
  const shown = [before, after].filter(isShown);
  return new Date(wall - (shown.length > 0 ? Math.max(...shown) : before));
}

const DAY_MS = 86_400_000;

function workingDay(day: DateTime, rule: WeekendRule): DateTime {
  const daysIntoWeekend = day.weekday - 5;
  if (rule === 'on' || daysIntoWeekend <= 0) return day;
  return rule === 'before' ? day.minus({ days: daysIntoWeekend }) : day.plus({ days: 3 - daysIntoWeekend });
}
