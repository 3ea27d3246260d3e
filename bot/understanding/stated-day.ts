import { parse } from 'chrono-node/en'; // the other languages take a tenth of a second to load
import { DateTime } from 'luxon';
import { calendarDate } from '../guidance/milestones/calendar-date.ts';
import type { LocalNow } from '../guidance/date-format.ts';

/** How a text names a day at its beginning. Dates are `YYYY-MM-DD`. */
export type StatedDay =
  /** One day. */
  | { kind: 'day'; date: string; rest: string }
  /** Several days are possible, the likeliest first: `03/04/2027`, a date without its year, or one of two. */
  | { kind: 'unclear'; words: string; readings: [string, ...string[]] }
  /** No day: a month or a year alone, a day that the calendar doesn't have, or one with another weekday. */
  | { kind: 'no-day'; words: string };

const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2((?:20)?\d{2})(?!\d)/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/;
/** Words before a date that say no more. */
const LEAD = /^(?:(?:on|by|until|till|the|now|=|:)\s+)*/i;
/** What is meant as a date, though it names no day. */
const LOOKS_LIKE_DATE =
  /^(?:(?:early|mid|late|end of|beginning of|sometime in|in|q[1-4])[\s-]*)*(?:20\d{2}\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{1,2}(?:st|nd|rd|th|[./-]|\s+(?:of\s+)?[a-z]{3,9}\s+20\d{2}))/i;
const MOST_READ = 300;

/**
 * Reads the day that a text begins with, as the reader writes dates: `15 March 2027`, `15.03.2027`, `2027-03-15`,
 * `tomorrow`. In numbers with slashes or hyphens, the reader's locale says which is the month; without a locale, or with
 * one that writes the year first, such a date is unclear unless only one reading exists. Null: the text begins with no date.
 */
export function readStatedDay(text: string, localNow: LocalNow): StatedDay | null {
  const words = text.slice(0, MOST_READ).replace(LEAD, '');
  const day = readFirst(words, localNow);
  if (day === null || day.kind === 'no-day') return day;
  const found = day.kind === 'day' ? words.slice(0, words.length - day.rest.length) : day.words;
  const rest = words.slice(found.length);
  const [joint] = OTHER_DAY.exec(rest) ?? [];
  const other = joint === undefined ? null : readStatedDay(rest.slice(joint.length), localNow);
  if (other === null || other.kind === 'no-day') return day;
  return { kind: 'unclear', words: found, readings: [...readingsOf(day), ...readingsOf(other)] };
}

/** What joins another day, of which one is meant: "15 March and 16 March", "15 March, no wait, 16 March". */
const OTHER_DAY =
  /^[\s,;–-]*(?:(?:and|or|no|not? wait|wait|sorry|maybe|perhaps|possibly|rather|actually|i mean|make (?:it|that)|alternatively)\b[\s,;–-]*|[&/]\s*)+/i;

function readingsOf(day: Exclude<StatedDay, { kind: 'no-day' }>): [string, ...string[]] {
  return day.kind === 'day' ? [day.date] : day.readings;
}

function readFirst(words: string, localNow: LocalNow): StatedDay | null {
  return readIso(words) ?? readNumeric(words, localNow.locale) ?? readWritten(words, localNow);
}

function readIso(words: string): StatedDay | null {
  const match = ISO.exec(words);
  if (!match) return null;
  const [found, year, month, day] = match;
  return toDay(calendarDate(Number(year), Number(month), Number(day)), found, words);
}

function readNumeric(words: string, locale: string | undefined): StatedDay | null {
  const match = NUMERIC.exec(words);
  if (!match) return null;
  const [found, first = '', separator, second = '', year = ''] = match;
  const fullYear = Number(year.length === 2 ? `20${year}` : year);
  const dayFirst = calendarDate(fullYear, Number(second), Number(first));
  const monthFirst = calendarDate(fullYear, Number(first), Number(second));
  if (separator === '.') return toDay(dayFirst, found, words);
  if (!dayFirst || !monthFirst || dayFirst === monthFirst) return toDay(dayFirst ?? monthFirst, found, words);
  const order = orderOf(locale);
  if (order === 'unclear') return { kind: 'unclear', words: found, readings: [dayFirst, monthFirst] };
  return toDay(order === 'day-first' ? dayFirst : monthFirst, found, words);
}

/** Which of day and month a reader of the locale writes first. */
function orderOf(locale: string | undefined): 'day-first' | 'month-first' | 'unclear' {
  if (locale === undefined) return 'unclear';
  try {
    const parts = new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).formatToParts(0);
    const place = (type: string) => parts.findIndex((part) => part.type === type);
    if (place('year') < place('month')) return 'unclear';
    return place('day') < place('month') ? 'day-first' : 'month-first';
  } catch {
    return 'unclear'; // Intl throws on what is not a tag
  }
}

function readWritten(words: string, { now, zone }: LocalNow): StatedDay | null {
  const timezone = DateTime.fromJSDate(now, { zone }).offset;
  const [result] = parse(words, { instant: now, timezone }, { forwardDate: true });
  if (result?.index !== 0) return LOOKS_LIKE_DATE.test(words) ? noDay(words) : null;
  const { start, text } = result;
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  const date = calendarDate(year ?? 0, month ?? 0, day ?? 0);
  const isWeekdayAlone = start.isCertain('weekday') && !start.isCertain('day');
  if (date === null || !(start.isCertain('day') || isWeekdayAlone)) return noDay(text);
  const end =
    result.end &&
    calendarDate(result.end.get('year') ?? 0, result.end.get('month') ?? 0, result.end.get('day') ?? 0);
  if (end) return { kind: 'unclear', words: text, readings: [date, end] };
  if (isPartOfMonth(text)) return { kind: 'unclear', words: text, readings: [date] };
  const weekday = start.isCertain('weekday') ? start.get('weekday') : null;
  if (weekday !== null && new Date(date).getUTCDay() !== weekday % 7) return noDay(text);
  if (isWeekdayAlone || !start.isCertain('year')) return { kind: 'unclear', words: text, readings: [date] };
  return toDay(date, text, words);
}

/** `end of March 2027` names a month; its last day is a guess. */
function isPartOfMonth(text: string): boolean {
  return /^(?:the )?(?:beginning|start|middle|end) of/i.test(text);
}

function toDay(date: string | null, found: string, words: string): StatedDay {
  if (date === null) return { kind: 'no-day', words: found };
  return { kind: 'day', date, rest: words.slice(found.length) };
}

function noDay(words: string): StatedDay {
  return { kind: 'no-day', words: words.split(/[,;(]|\bbecause\b/)[0]?.trim() ?? words };
}
