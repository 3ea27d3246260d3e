import { daysUntil } from '../campaign/calendar.ts';

/** A later date is a slip of the keyboard. */
const MOST_YEARS = 20;

/** Why a tenant can't have this date (`YYYY-MM-DD`) as its deadline, as the end of a sentence; null: it can. */
export function problemWithDeadline(date: string, reader: { now: Date; zone: string }): string | null {
  const days = daysUntil({ date, ...reader });
  if (days < 0) return 'is in the past: name today or a later day';
  if (days > MOST_YEARS * 366) return `is more than ${MOST_YEARS} years away: check the year`;
  return null;
}
