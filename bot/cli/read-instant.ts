import { DateTime } from 'luxon';
import { CutoverError } from '../platform/errors.ts';

/** A time alone, or a number, would be read as something of today. */
const BEGINS_WITH_DAY = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/**
 * Reads an option that is an ISO date or instant; without an offset it is in the zone.
 * @throws CutoverError `bad-instant`
 */
export function readInstant(option: string, text: string, zone: string): Date {
  const instant = DateTime.fromISO(text, { zone });
  if (instant.isValid && BEGINS_WITH_DAY.test(text)) return instant.toJSDate();
  throw new CutoverError(
    'bad-instant',
    `${option} "${text}" is not a date and time: write it like 2023-09-24 or 2023-09-24T12:00:00Z.`,
  );
}
