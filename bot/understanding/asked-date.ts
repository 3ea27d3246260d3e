import type { ParsedResult } from 'chrono-node';
import { parse } from 'chrono-node/en'; // the other languages take a tenth of a second to load
import { DateTime } from 'luxon';

/** A time that somebody asks about. */
export interface AskedDate {
  /** The last calendar day that is meant, `YYYY-MM-DD`: of "in September" the 30th. */
  date: string;
  /** False for a month or a longer time. */
  isDay: boolean;
  /** False when the year is a guess: the next one in which it is still to come. */
  hasYear: boolean;
}

/** Whoever asks whether a date will do, says so. */
const WILL_IT_DO =
  /\b(?:enough|in time|too late|late|soon|ok|okay|fine|safe|make it|plan(?:ned|ning)?|schedul\w*|migrat\w*|upgrad\w*|finish\w*|done|mov(?:e|ed|ing)|wait|until|by|postpone|delay)\b/i;

/** Cheap to look for: most messages have none, and a parser of dates takes its time. */
const LOOKS_LIKE_DATE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b(?:tomorrow|next|end of|this (?:week|month|year)|in \w+ (?:days?|weeks?|months?))\b/i;

/**
 * The date that a message asks whether it will do; null when it asks nothing like it. Without a year it is
 * the next such day after `now`, as the reader's zone sees it.
 */
export function findAskedDate(text: string, { now, zone }: { now: Date; zone: string }): AskedDate | null {
  if (text.length > LONGEST || !LOOKS_LIKE_DATE.test(text) || !WILL_IT_DO.test(text)) return null;
  const timezone = DateTime.fromJSDate(now, { zone }).offset;
  const [result] = parse(text, { instant: now, timezone }, { forwardDate: true });
  return result ? toAskedDate(result) : null;
}

const LONGEST = 500;

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
