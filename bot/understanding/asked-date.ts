import type { ParsedResult } from 'chrono-node';
import { parse } from 'chrono-node/en'; // the other languages take a tenth of a second to load
import { DateTime } from 'luxon';

/** A date, month or other period that a message asks about. */
export interface AskedDate {
  /** The last calendar day of the period, `YYYY-MM-DD`: the 30th for "in September". */
  date: string;
  /** False for a month or a longer period. */
  isDay: boolean;
  /** False when the message names no year; `date` is then the next such day in the future. */
  hasYear: boolean;
}

/** Words of a message that asks whether a date is early enough. */
const WILL_IT_DO =
  /\b(?:enough|in time|too late|late|soon|ok|okay|fine|safe|make it|plan(?:ned|ning)?|schedul\w*|migrat\w*|upgrad\w*|finish\w*|done|mov(?:e|ed|ing)|wait|until|by|postpone|delay)\b/i;

/** A cheap test before the date parser runs: most messages contain no date. */
const LOOKS_LIKE_DATE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b(?:tomorrow|next|end of|this (?:week|month|year)|in \w+ (?:days?|weeks?|months?))\b/i;

/**
 * "August 2029 be early enough" is no year of the Buddhist era, which is how the parser reads "2029 BE".
 * Finds the date in a message that asks whether a date is early enough; null when it asks no such thing or
 * is longer than 500 characters. A date without a year is the next such day after `now` in the reader's zone.
 */
export function findAskedDate(text: string, { now, zone }: { now: Date; zone: string }): AskedDate | null {
  if (text.length > MAX_TEXT_LENGTH || !LOOKS_LIKE_DATE.test(text) || !WILL_IT_DO.test(text)) return null;
  const timezone = DateTime.fromJSDate(now, { zone }).offset;
  const [result] = parse(
    text.replace(/(?<=\b\d{4}) (?=be\b)/gi, ', '),
    { instant: now, timezone },
    { forwardDate: true },
  );
  return result ? toAskedDate(result) : null;
}

const MAX_TEXT_LENGTH = 500;

function toAskedDate({ start, end }: ParsedResult): AskedDate | null {
  const last = end ?? start;
  if (!last.isCertain('month') && !last.isCertain('day') && !last.isCertain('weekday')) return null;
  const [year, month, day] = [last.get('year'), last.get('month'), last.get('day')];
  if (!year || !month || !day) return null;
  const isDay = last.isCertain('day') || last.isCertain('weekday');
  const named = DateTime.fromObject({ year, month, day }, { zone: 'utc' });
  const date = (isDay ? named : named.endOf('month')).toISODate();
  return date ? { date, isDay, hasYear: last.isCertain('year') } : null;
}
