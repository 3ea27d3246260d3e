import { DateTime } from 'luxon';

/**
 * Calendar days from `now`, as the reader's zone sees it, to `date` (`YYYY-MM-DD`):
 * 0 on the day, negative after it. A month (`YYYY-MM`) counts from its first day.
 */
export function daysUntil({ date, now, zone }: { date: string; now: Date; zone: string }): number {
  const today = DateTime.fromJSDate(now, { zone }).toISODate() ?? '';
  return Math.round(utcDay(date).diff(utcDay(today), 'days').days);
}

/** Where the reader's calendar day stands against the cut-off. */
export function phaseOf(question: { date: string; now: Date; zone: string }): Phase {
  const days = daysUntil(question);
  return days > 0 ? 'before' : days === 0 ? 'on' : 'after';
}

/** A calendar date has no zone; UTC days all have 24 hours, so that days can be counted. */
function utcDay(date: string): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}

/** The reader's calendar day against the cut-off. */
export type Phase = 'before' | 'on' | 'after';
