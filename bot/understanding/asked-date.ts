import type { ParsedResult } from 'chrono-node';
import { DateTime } from 'luxon';
import { parserFor } from './day-order.ts';

/** A date, month or other period that a message asks about. */
export interface AskedDate {
  /** The last calendar day of the period, `YYYY-MM-DD`: the 30th for "in September". */
  date: string;
  /** False for a month or a longer period. */
  isDay: boolean;
  /** Whether it asks if the date is too late: the answer is then the opposite of whether it is early enough. */
  asksIfLate: boolean;
  /** False when the message names no year; `date` is then the next such day in the future. */
  hasYear: boolean;
}

/** Words of a message that asks whether a date is early enough. */
const WILL_IT_DO =
  /\b(?:enough|in time|too late|late|soon|ok|okay|fine|safe|make it|plan(?:ned|ning)?|schedul\w*|migrat\w*|upgrad\w*|finish\w*|done|mov(?:e|ed|ing)|wait|until|by|postpone|delay)\b/i;

/** A cheap test before the date parser runs: most messages contain no date. */
const LOOKS_LIKE_DATE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|\b\d{4}-\d\d-\d\d\b|(?<![\d.])\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?![\d.]*\d)|\b(?:tomorrow|next|end of|this (?:week|month|year)|in \w+ (?:days?|weeks?|months?))\b/i;

/** A question for more than whether a date will do. */
const ASKS_FOR_MORE = /^\W*(?:which|who|why|where|how|what(?! (?:if|about))|when)\b/i;
/** "We upgrade next week, which rights does it take?": the date belongs to a plan, and the question comes behind it. */
const ASKS_BEHIND =
  /[,;.!?:] *(?:(?:and|so|but) )?(?:(?:which|who|whom|whose|where)\b|how (?:many|much|do|can)\b|what (?!happens\b)\w+s\b)/i;

/** A month or day before one of these names a notice: "the September deadline". */
const NAMES_DEADLINE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b[\s\d.,'’a-z]{0,10}\b(?:deadline|cut-?off|requirement|retirement|change|hardening|enforcement)\b/i;

/** Words that ask whether a date is too late, and those that turn that round. */
const LATE = /\blate\b/i;
const NOT_LATE = /\b(?:not|isn['’]t|n['’]t|never) (?:be )?(?:too |already )?late\b/i;

/**
 * Finds the date in a message that asks whether a date is early enough; null when it asks no such thing or
 * is longer than 500 characters, or where the date names a deadline. A date without a year is the next such day after `now` in the reader's zone. The reader's locale
 * decides the order of day and month. "August 2029 be early enough" is no year of the Buddhist era, which is how the
 * parser reads "2029 BE".
 */
export function findAskedDate(
  text: string,
  { now, zone, locale }: { now: Date; zone: string; locale?: string | undefined },
): AskedDate | null {
  if (
    text.length > MAX_TEXT_LENGTH ||
    ASKS_FOR_MORE.test(text) ||
    ASKS_BEHIND.test(text) ||
    NAMES_DEADLINE.test(text) ||
    !LOOKS_LIKE_DATE.test(text) ||
    !WILL_IT_DO.test(text)
  )
    return null;
  const timezone = DateTime.fromJSDate(now, { zone }).offset;
  const [result] = parserFor(locale).parse(
    text.replace(/(?<=\b\d{4}) (?=be\b)/gi, ', '),
    { instant: now, timezone },
    { forwardDate: true },
  );
  const asked = result ? toAskedDate(result) : null;
  return asked && { ...asked, asksIfLate: LATE.test(text) && !NOT_LATE.test(text) };
}

const MAX_TEXT_LENGTH = 500;

function toAskedDate({ start, end }: ParsedResult): Omit<AskedDate, 'asksIfLate'> | null {
  const last = end ?? start;
  if (!last.isCertain('month') && !last.isCertain('day') && !last.isCertain('weekday')) return null;
  const [year, month, day] = [last.get('year'), last.get('month'), last.get('day')];
  if (!year || !month || !day) return null;
  const isDay = last.isCertain('day') || last.isCertain('weekday');
  const named = DateTime.fromObject({ year, month, day }, { zone: 'utc' });
  const date = (isDay ? named : named.endOf('month')).toISODate();
  return date ? { date, isDay, hasYear: last.isCertain('year') } : null;
}
