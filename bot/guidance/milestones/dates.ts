import { calendarDate } from './calendar-date.ts';

/** A date that a text writes out. */
export interface StatedDate {
  /** `YYYY-MM-DD`, or `YYYY-MM` when only the month is named. */
  date: string;
  precision: 'day' | 'month';
  /** Offsets into the text. */
  start: number;
  end: number;
  /** Written as `2026-03-01`, as API versions are, too. */
  isIso: boolean;
  /** Only some hours of that day: `March 2, 2027, 12:00 to 14:00 UTC`. */
  isWindow: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:19|20)\d{2}(?![\d])`;
const WEEKDAY = String.raw`(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s(?:the\s)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s)?`;
/** Between the parts of a date: "April 28 ,2023", "1-Oct-2023", "August, 31 2027", "the 1st of October 2023". */
const GAP = String.raw`(?:\s?,\s?|\s|-|\sof\s)`;
const TO = String.raw`\s*(?:-|–|—|to|through|until|till|and|or)\s*`;
const QUARTERS = ['first', 'second', 'third', 'fourth'];

/** One alternative for each form. The first day of a range shares its month or its year with the last. */
const FORMS = [
  String.raw`(?<isoYear>${YEAR})(?<isoGap>[-/])(?<isoMonth>\d{2})\k<isoGap>(?<isoDay>\d{2})(?!\d)`,
  `${WEEKDAY}(?<firstMonth>${MONTH})${GAP}(?<firstDay>${DAY})(?:${TO}(?:(?<lastMonth>${MONTH})${GAP})?(?<lastDay>${DAY}))?${GAP}(?<monthFirstYear>${YEAR})`,
  `${WEEKDAY}(?<fromDay>${DAY})(?:(?:${GAP}(?<fromMonth>${MONTH}))?${TO}(?<toDay>${DAY}))?${GAP}(?<dayFirstMonth>${MONTH})${GAP}(?<dayFirstYear>${YEAR})`,
  `(?<monthAlone>${MONTH})${GAP}(?<monthYear>${YEAR})`,
  String.raw`(?<numericFirst>\d{1,2})(?<numericGap>[/.-])(?<numericSecond>\d{1,2})\k<numericGap>(?<numericYear>\d{4}|\d{2})(?![\d/-]|\.\d)`,
  String.raw`(?<monthNumber>0?[1-9]|1[0-2])/(?<monthNumberYear>20\d{2})(?![\d/-]|\.\d)`,
  String.raw`(?:Q(?<quarter>[1-4])|(?<quarterName>${QUARTERS.join('|')}) (?:calendar )?quarter)(?: of)?(?: calendar year| CY)? ?(?<quarterYear>${YEAR})`,
  String.raw`end(?: of|-)(?: the)?(?: calendar)?(?: year)? ?(?<endOfYear>${YEAR})`,
];
/** A date is no part of a longer number or word. */
const DATE = new RegExp(String.raw`(?<![\w./])(?<!\d-)(?=[\dA-Z])(?:${FORMS.join('|')})`, 'gi');
/** What every date has: without it, a text needs no search. */
const HAS_YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)|\/\d{2}(?!\d)/;
/** "30 days after October 1, 2023" names a day that is not written out. */
const RELATIVE =
  /\b(?:days?|weeks?|months?|years?) (?:after|before|from|following)(?: the)? $|\b(?:\d+|few|several|couple of) (?:\w+ )?(?:days?|weeks?|months?|years?) of(?: the)? $/i;
const END_OF = /\b(?:end|close) of(?: the)? $/i;
/** Some hours of a day, in what follows its date. */
const HOURS =
  /^[,:]?\s*(?:for (?:\d+|an?|a few|several) (?:hours?|minutes?)\b|(?:from )?\d{1,2}(?::\d{2}(?:\s*[ap]\.?m\.?)?|\s*[ap]\.?m\.?)(?:\s*\(?[A-Z]{2,4}\)?)?\s*(?:to|until|till|through|[-–—])\s*\d{1,2}(?::\d{2}|\s*[ap]\.?m))/i;

/**
 * Finds the dates that a text writes out with a year: "October 1st 2023", "31 August, 2024", "2023-10-01",
 * "1-Dec-2026", "August 2021", "the end of August 2021" (a month). A quarter is its first month, at its end its last.
 * A bare year, a time, a version number, "in 30 days" and `10/11/2023`, which is October for some readers and November
 * for others unless `order` tells, are none.
 */
export function findDates(text: string, order: NumericOrder | null = null): StatedDate[] {
  if (!namesYear(text)) return [];
  const dates: StatedDate[] = [];
  for (const match of text.replace(/\u00a0/g, ' ').matchAll(DATE)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - 30), start).replace(/\u00a0/g, ' ');
    if (RELATIVE.test(before)) continue;
    const isIso = match.groups?.['isoYear'] !== undefined;
    const isWindow = HOURS.test(text.slice(end, end + 50));
    for (const date of readForm(match.groups ?? {}, before, order)) {
      dates.push({ date, precision: date.length === 7 ? 'month' : 'day', start, end, isIso, isWindow });
    }
  }
  return dates;
}

/** Whether a text may state a date with its year. */
export function namesYear(text: string): boolean {
  return HAS_YEAR.test(text);
}

/** What every day without a year has: without it, a text needs no search. */
const HAS_MONTH = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;
const DAY_WITHOUT_YEAR = new RegExp(
  String.raw`(?<![\w./-])(?:(?<month>${MONTH})\s(?<day>${DAY})|(?<dayFirst>${DAY})(?: of)?\s(?<monthLast>${MONTH}))(?![\w/-])(?!,?\s(?:of\s)?\d)`,
  'g',
);

/** Finds the days that a text names without a year: "February 1". `dateOf` gives the full date of each, `MM-DD`. */
export function findDaysWithoutYear(text: string, dateOf: (day: string) => string | undefined): StatedDate[] {
  if (!HAS_MONTH.test(text)) return [];
  return [...text.matchAll(DAY_WITHOUT_YEAR)].flatMap((match): StatedDate[] => {
    const { month, day, dayFirst, monthLast } = match.groups ?? {};
    const [monthNumber, dayNumber] = [monthOf(month ?? monthLast), dayOf(day ?? dayFirst)];
    const date = dateOf([monthNumber, dayNumber].map((part) => String(part).padStart(2, '0')).join('-'));
    if (date === undefined) return [];
    const [start, end] = [match.index, match.index + match[0].length];
    return [
      { date, precision: 'day', start, end, isIso: false, isWindow: HOURS.test(text.slice(end, end + 50)) },
    ];
  });
}

type Groups = Readonly<Record<string, string | undefined>>;

/** The dates of one form: two for a range, none where the calendar has no such day. */
function readForm(groups: Groups, before: string, order: NumericOrder | null): string[] {
  const { isoYear, monthFirstYear, dayFirstYear, monthYear, numericYear, quarterYear, endOfYear } = groups;
  if (isoYear) return valid(isoYear, Number(groups['isoMonth']), Number(groups['isoDay']));
  if (monthFirstYear) {
    const { firstMonth, firstDay, lastMonth = firstMonth, lastDay } = groups;
    const first = valid(monthFirstYear, monthOf(firstMonth), dayOf(firstDay));
    return lastDay ? [...first, ...valid(monthFirstYear, monthOf(lastMonth), dayOf(lastDay))] : first;
  }
  if (dayFirstYear) {
    const { fromDay, toDay, dayFirstMonth, fromMonth = dayFirstMonth } = groups;
    if (!toDay) return valid(dayFirstYear, monthOf(dayFirstMonth), dayOf(fromDay));
    const first = valid(dayFirstYear, monthOf(fromMonth), dayOf(fromDay));
    return [...first, ...valid(dayFirstYear, monthOf(dayFirstMonth), dayOf(toDay))];
  }
  if (monthYear) {
    const isVerb = groups['monthAlone'] === 'may'; // "you may 2023": the month has a capital
    return isVerb ? [] : monthsOf(monthYear, monthOf(groups['monthAlone']));
  }
  if (groups['monthNumberYear']) return monthsOf(groups['monthNumberYear'], Number(groups['monthNumber']));
  if (numericYear) return readNumeric(groups, numericYear, order);
  if (quarterYear) {
    const named = QUARTERS.indexOf(groups['quarterName']?.toLowerCase() ?? '') + 1;
    const quarter = Number(groups['quarter'] ?? named);
    return monthsOf(quarterYear, END_OF.test(before) ? quarter * 3 : quarter * 3 - 2);
  }
  return endOfYear ? monthsOf(endOfYear, 12) : [];
}

/** Numbers alone are read only where they can mean one day, `31/12/2026` or `12/31/2026`, or where the order is known. */
function readNumeric(
  { numericFirst, numericSecond, numericGap }: Groups,
  year: string,
  order: NumericOrder | null,
): string[] {
  const [first, second] = [Number(numericFirst), Number(numericSecond)];
  if (year.length === 2 && numericGap !== '/') return []; // "1.14.20" is a version
  const fullYear = year.length === 2 ? `20${year}` : year;
  if (first > 12 || first === second) return valid(fullYear, second, first);
  if (second > 12) return valid(fullYear, first, second);
  if (order === null || numericGap !== '/') return [];
  return order === 'day first' ? valid(fullYear, second, first) : valid(fullYear, first, second);
}

/** In which order a document writes the numbers of its dates. */
export type NumericOrder = 'day first' | 'month first';

/**
 * The order that all those dates in numbers have that can mean one day only, or one day that another text writes out; null
 * when none can, or they differ.
 */
export function numericOrderIn(texts: readonly { plain: string }[]): NumericOrder | null {
  const orders = new Set<NumericOrder>();
  const numeric = texts.filter(({ plain }) => plain.includes('/'));
  const ambiguous = numeric.flatMap(({ plain }) => findAmbiguousDates(plain));
  const written =
    ambiguous.length === 0
      ? new Set<string>()
      : new Set(texts.flatMap(({ plain }) => findDates(plain).map(({ date }) => date)));
  for (const { readings } of ambiguous) {
    const [isMonthFirst, isDayFirst] = readings.map((date) => written.has(date));
    if (isMonthFirst !== isDayFirst) orders.add(isMonthFirst === true ? 'month first' : 'day first');
  }
  for (const { plain } of numeric) {
    for (const [, first, gap, second] of plain.matchAll(AMBIGUOUS)) {
      if (gap !== '/') continue;
      if (Number(first) > 12) orders.add('day first');
      if (Number(second) > 12) orders.add('month first');
    }
  }
  const [order, ...others] = orders;
  return others.length > 0 ? null : (order ?? null);
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function dayOf(day = ''): number {
  return Number.parseInt(day, 10);
}

function monthsOf(year: string, month: number): string[] {
  return [`${year}-${String(month).padStart(2, '0')}`];
}

function valid(year: string, month: number, day: number): string[] {
  const date = calendarDate(Number(year), month, day);
  return date === null ? [] : [date];
}

const AMBIGUOUS = /(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2((?:20)?\d{2})(?![\d/-]|\.\d)/g;

/** Dates in numbers that mean different days for different readers: `10/11/2023`. */
export function findAmbiguousDates(text: string): { words: string; readings: [string, string] }[] {
  if (!text.includes('/')) return [];
  return [...text.matchAll(AMBIGUOUS)].flatMap(([words, first = '', , second = '', year = '']) => {
    if (first === second || !words.includes('/')) return [];
    const fullYear = Number(year.length === 2 ? `20${year}` : year);
    const monthFirst = calendarDate(fullYear, Number(first), Number(second));
    const dayFirst = calendarDate(fullYear, Number(second), Number(first));
    return monthFirst && dayFirst ? [{ words, readings: [monthFirst, dayFirst] }] : [];
  });
}
