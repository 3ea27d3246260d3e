import { DateTime } from 'luxon';
import { memoise } from '../platform/memoise.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The calendar day (`YYYY-MM-DD`) that an IANA zone has at an instant. Days begin on whole minutes everywhere. */
export const dayIn = memoise(
  (instant: Date, zone: string) => DateTime.fromJSDate(instant, { zone }).toISODate() ?? '',
  (instant, zone) => `${Math.floor(instant.getTime() / MINUTE_MS)} ${zone}`,
);

/**
 * Calendar days from `now`, as the reader's zone sees it, to `date` (`YYYY-MM-DD`):
 * 0 on the day, negative after it. A month (`YYYY-MM`) counts from its first day.
 */
export function daysUntil({ date, now, zone }: { date: string; now: Date; zone: string }): number {
  return (startOf(date) - startOf(dayIn(now, zone))) / DAY_MS;
}

/** Where the reader's calendar day stands against the cut-off. */
export function phaseOf(question: { date: string; now: Date; zone: string }): Phase {
  const days = daysUntil(question);
  return days > 0 ? 'before' : days === 0 ? 'on' : 'after';
}

/** A calendar date has no zone; UTC days all have 24 hours, so that days can be counted. */
function startOf(date: string): number {
  return Date.parse(date); // a date alone is taken for UTC
}

/** The reader's calendar day against the cut-off. */
export type Phase = 'before' | 'on' | 'after';
