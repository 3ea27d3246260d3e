import { DateTime } from 'luxon';
import { memoise } from '../platform/memoise.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The calendar day (`YYYY-MM-DD`) in an IANA zone at an instant. Cached by minute: in every zone, days begin on a whole minute. */
export const dayIn = memoise(
  (instant: Date, zone: string) => DateTime.fromJSDate(instant, { zone }).toISODate() ?? '',
  (instant, zone) => `${Math.floor(instant.getTime() / MINUTE_MS)} ${zone}`,
);

/**
 * Calendar days from today in the reader's zone to `date` (`YYYY-MM-DD`): 0 on the day, negative after it.
 * A month (`YYYY-MM`) counts from its first day.
 */
export function daysUntil({ date, now, zone }: { date: string; now: Date; zone: string }): number {
  return (startOf(date) - startOf(dayIn(now, zone))) / DAY_MS;
}

/** Whether today in the reader's zone is before, on or after `date`. */
export function phaseOf(question: { date: string; now: Date; zone: string }): Phase {
  const days = daysUntil(question);
  return days > 0 ? 'before' : days === 0 ? 'on' : 'after';
}

/** Milliseconds since 1970 at midnight UTC. In UTC every day has 24 hours, so differences are whole days. */
function startOf(date: string): number {
  return Date.parse(date); // a date without a time is UTC
}

/** Today in the reader's zone, relative to the cut-off. */
export type Phase = 'before' | 'on' | 'after';
