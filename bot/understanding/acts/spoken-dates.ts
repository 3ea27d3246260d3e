import type { ParsedResult } from 'chrono-node/en';
import { DateTime } from 'luxon';
import { parserFor } from '../day-order.ts';

/** A day in a message, with its place in the text. */
export interface SpokenDate {
  /** Calendar date, `YYYY-MM-DD`. */
  date: string;
  /** The other day that it can mean, where the order of day and month isn't certain. */
  other: string | null;
  /** As it was written. */
  words: string;
  start: number;
  end: number;
}

export interface DateContext {
  now: Date;
  /** The reader's IANA zone. */
  zone: string;
  /** The reader's locale, BCP 47; undefined when Teams doesn't tell it. */
  locale: string | undefined;
}

/** A cheap test before the parser runs: most messages name no day. */
const LOOKS_LIKE_DATE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|\d{4}-\d\d?-\d\d?|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:today|tomorrow|tonight|next|end of|this|coming)\b/i;

/** Longer texts give no order, and the parser's time grows with the text. */
const MAX_LENGTH = 500;

const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{2}|\d{4}))?\.?$/;

/** "Tuesday at 9" is a day and a time. */
const TIME_AFTER = /,? (?:at|@) ?\d\S*(?: ?[ap]\.?m\.?)?$/i;

/** The days in a message, none before today unless its year is named. The reader's locale decides the order of day and month. */
export function findDates(text: string, context: DateContext): SpokenDate[] {
  if (text.length > MAX_LENGTH || !LOOKS_LIKE_DATE.test(text)) return [];
  const { now, zone } = context;
  const timezone = DateTime.fromJSDate(now, { zone }).offset;
  const parsed = parserFor(context.locale)
    .parse(text, { instant: now, timezone }, { forwardDate: true })
    .flatMap(({ start, end, index, text: found }) => {
      const words = found.replace(TIME_AFTER, '');
      return [start, ...(end ? [end] : [])].flatMap((named) => {
        const date = dateOf(named, words, context);
        if (date === null) return [];
        return [
          { date, other: otherReading(words, context), words, start: index, end: index + words.length },
        ];
      });
    });
  return parsed.length > 0 ? parsed : dayOfMonthIn(text, context);
}

/** The day that a part of a text names; null where it names none, or none that is to come. */
function dateOf(named: ParsedResult['start'], words: string, { now, zone }: DateContext): string | null {
  if (/weekend|^(?:last|yesterday|today)\b/i.test(words)) return null;
  const isDay = (named.isCertain('day') || named.isCertain('weekday')) && !/^next month$/i.test(words);
  const [year, month, day] = [named.get('year'), named.get('month'), named.get('day')];
  if (!year || !month || !day || !(isDay || named.isCertain('month'))) return null;
  // A month alone begins with its first day.
  const first = DateTime.fromObject({ year, month, day: isDay ? day : 1 }, { zone: 'utc' });
  // On a Monday, "Monday" is the one to come.
  const isWeekdayAlone = named.isCertain('weekday') && !named.isCertain('day');
  const isToday = first.toISODate() === DateTime.fromJSDate(now, { zone }).toISODate();
  return (isWeekdayAlone && isToday ? first.plus({ weeks: 1 }) : first).toISODate();
}

/** "Until the 20th": the next such day of a month. */
const DAY_OF_MONTH =
  /\b(?:until|till|before|from|after|on|by)\s+(the\s+(\d{1,2})(?:st|nd|rd|th))\b(?=\s*(?:$|[.,;!?]|please\b|and\b|we\b|at\b))/i;
const MONTHS_AHEAD = 3;

function dayOfMonthIn(text: string, { now, zone }: DateContext): SpokenDate[] {
  const match = DAY_OF_MONTH.exec(text);
  const [whole = '', words = '', day = ''] = match ?? [];
  if (!match) return [];
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  for (let ahead = 0; ahead < MONTHS_AHEAD; ahead++) {
    const month = today.startOf('month').plus({ months: ahead });
    const date = month.set({ day: Number(day) });
    if (Number(day) > 0 && date.month === month.month && date > today) {
      const start = match.index + whole.length - words.length;
      return [{ date: date.toISODate() ?? '', other: null, words, start, end: start + words.length }];
    }
  }
  return [];
}

/** The day that the date is when day and month change places; null where only one order makes sense. */
function otherReading(words: string, context: DateContext): string | null {
  if (context.locale !== undefined) return null;
  const [, first, mark, second, year] = NUMERIC.exec(words.trim()) ?? [];
  if (mark === '.' || !first || !second || !year) return null;
  const [month, day] = [Number(second), Number(first)];
  if (month > 12 || day > 12 || month === day) return null;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  return DateTime.fromObject({ year: full, month, day }, { zone: 'utc' }).toISODate();
}
