import { en, type ParsedComponents } from 'chrono-node';
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

/** Never the wall clock: nothing that depends on today counts as stated, so any fixed instant does. */
const REFERENCE = { instant: new Date('2000-01-01T12:00:00Z'), timezone: 0 };
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;
/** Numbers alone are read only where they can mean one day: `31/12/2026`, `12/31/2026`, `2026/12/31`, `31.12.2026`. */
const NUMERIC = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/;
const NAMED_MONTH = /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/i;
const RELATIVE = /\b(?:ago|after|before|later|from|within|next|last|this|in)\b/i;
/** What stands between the two dates of a range. */
const RANGE = /\s+(?:to|until|till|through|and)\s+|\s*[–—]\s*|\s+-\s+/i;
const PART_OF_MONTH = /\b(?:(?:the )?(?:beginning|start|middle|end) of|early|mid|late)[ -](?:in )?$/i;
/** What every date has: without both, a text needs no parsing, which is slow. */
const HAS_YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)|\/\d{2}(?!\d)/;
const HAS_MONTH = new RegExp(`${NAMED_MONTH.source}|\\d[/.-]\\d`, 'i');
/** A cell of a table often is a date and nothing else. */
const ISO_ALONE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Finds the dates that a text writes out with a year: "October 1st 2023", "31 August, 2024", "2023-10-01",
 * "1-Dec-2026", "August 2021", "the end of August 2021" (a month). A bare year, a time, a version number, "in
 * 30 days" and `10/11/2023`, which is October for some readers and November for others, are none.
 */
export function findDates(text: string): StatedDate[] {
  const normalised = text.replace(/\u00a0/g, ' ');
  if (!HAS_YEAR.test(normalised) || !HAS_MONTH.test(normalised)) return [];
  const alone = ISO_ALONE.exec(normalised);
  if (alone !== null) return readIsoAlone(alone);
  const dates: StatedDate[] = [];
  for (const result of en.casual.parse(normalised, REFERENCE)) {
    const start = result.index;
    const end = start + result.text.length;
    if (!isWrittenOut(result.text)) continue;
    const isIso = ISO_DATE.test(result.text);
    const isWindow = result.end?.isCertain('hour') === true;
    const isMonth = isPartOfMonth(result.text, normalised.slice(Math.max(0, start - 20), start));
    const edge = RANGE.exec(result.text);
    const first = { start, end: isWindow || !edge ? end : start + edge.index };
    const second = { start: edge ? start + edge.index + edge[0].length : start, end };
    const places =
      isWindow || !result.end
        ? [[result.start, first]]
        : [
            [result.start, first],
            [result.end, second],
          ];
    for (const [components, place] of places as [ParsedComponents, typeof first][]) {
      const stated = statedBy(components, isMonth);
      if (stated !== null) dates.push({ ...stated, ...place, isIso, isWindow });
    }
  }
  return dates;
}

function readIsoAlone([text, year, month, day]: RegExpExecArray): StatedDate[] {
  const date = calendarDate(Number(year), Number(month), Number(day));
  if (date === null) return [];
  return [{ date, precision: 'day', start: 0, end: text.length, isIso: true, isWindow: false }];
}

function isWrittenOut(text: string): boolean {
  if (ISO_DATE.test(text)) return true;
  const numeric = NUMERIC.exec(text);
  if (numeric) return isUnambiguous(numeric);
  const hasVerb = /\bmay\s+\d{4}/.test(text); // "you may 2023": the month has a capital
  return /\b\d{4}\b/.test(text) && NAMED_MONTH.test(text) && !RELATIVE.test(text) && !hasVerb;
}

function isUnambiguous([, first = '', separator, second = '', third = '']: RegExpExecArray): boolean {
  if (first.length === 4) return separator !== '.'; // 2023.10.01 is a version
  return third.length % 2 === 0 && (Number(first) > 12 || Number(second) > 12 || first === second);
}

function isPartOfMonth(text: string, before: string): boolean {
  return /\bof\s+[A-Z]/i.test(text)
    ? /^(?:the )?(?:beginning|start|middle|end) of/i.test(text)
    : PART_OF_MONTH.test(before);
}

function statedBy(
  components: ParsedComponents,
  isMonth: boolean,
): Pick<StatedDate, 'date' | 'precision'> | null {
  const [year, month, day] = [components.get('year'), components.get('month'), components.get('day')];
  if (!components.isCertain('year') || !components.isCertain('month')) return null;
  const hasDay = components.isCertain('day') && !isMonth;
  const date = calendarDate(year ?? 0, month ?? 0, hasDay ? (day ?? 0) : 1);
  if (date === null) return null;
  return hasDay ? { date, precision: 'day' } : { date: date.slice(0, 7), precision: 'month' };
}

const AMBIGUOUS = /(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2((?:20)?\d{2})(?![\d/-]|\.\d)/g;

/** Dates in numbers that mean different days for different readers: `10/11/2023`. */
export function findAmbiguousDates(text: string): { words: string; readings: [string, string] }[] {
  return [...text.matchAll(AMBIGUOUS)].flatMap(([words, first = '', , second = '', year = '']) => {
    if (first === second || !words.includes('/')) return [];
    const fullYear = Number(year.length === 2 ? `20${year}` : year);
    const monthFirst = calendarDate(fullYear, Number(first), Number(second));
    const dayFirst = calendarDate(fullYear, Number(second), Number(first));
    return monthFirst && dayFirst ? [{ words, readings: [monthFirst, dayFirst] }] : [];
  });
}
