import { en, type ParsedComponents } from 'chrono-node';
import { calendarDate } from './calendar-date.ts';

/** A date that a text states with its year. */
export interface StatedDate {
  /** `YYYY-MM-DD`, or `YYYY-MM` when only the month is named. */
  date: string;
  precision: 'day' | 'month';
  /** Offsets into the text; `end` is excluded. */
  start: number;
  end: number;
}

/** For the date parser. Any fixed instant will do, because dates that depend on it are ignored. */
const REFERENCE = { instant: new Date('2000-01-01T12:00:00Z'), timezone: 0 };
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;
const NAMED_MONTH = /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/i;
const RELATIVE = /\b(?:ago|after|before|later|from|within|next|last|this|in)\b/i;

/**
 * Finds the dates that a text states with their year: "October 1st 2023", "31 August, 2024", "2023-10-01",
 * "August 2021". Ignores years alone, times, version numbers and relative dates such as "in 30 days".
 */
export function findDates(text: string): StatedDate[] {
  const normalised = text.replace(/\u00a0/g, ' ');
  const dates: StatedDate[] = [];
  for (const result of en.casual.parse(normalised, REFERENCE)) {
    if (!isWrittenOut(result.text)) continue;
    const place = { start: result.index, end: result.index + result.text.length };
    for (const components of [result.start, result.end]) {
      const stated = components ? statedBy(components) : null;
      if (stated !== null) dates.push({ ...stated, ...place });
    }
  }
  return dates;
}

function isWrittenOut(text: string): boolean {
  if (ISO_DATE.test(text)) return true;
  const hasVerb = /\bmay\s+\d{4}/.test(text); // "you may 2023": the month has a capital
  return /\b\d{4}\b/.test(text) && NAMED_MONTH.test(text) && !RELATIVE.test(text) && !hasVerb;
}

function statedBy(components: ParsedComponents): Pick<StatedDate, 'date' | 'precision'> | null {
  const [year, month, day] = [components.get('year'), components.get('month'), components.get('day')];
  if (!components.isCertain('year') || !components.isCertain('month')) return null;
  const hasDay = components.isCertain('day');
  const date = calendarDate(year ?? 0, month ?? 0, hasDay ? (day ?? 0) : 1);
  if (date === null) return null;
  return hasDay ? { date, precision: 'day' } : { date: date.slice(0, 7), precision: 'month' };
}
