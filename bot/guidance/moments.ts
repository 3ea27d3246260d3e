import { DateTime } from 'luxon';
import { daysUntil } from '../campaign/calendar.ts';
import type { Milestone } from './guidance-map.ts';

export interface Moment {
  now: Date;
  /** The reader's IANA zone. */
  zone: string;
  /** The reader's BCP 47 tag, as Teams tells it; British English when absent or unreadable. */
  locale?: string | undefined;
}

/** What a milestone means on the reader's day: `Azure AD Connect V1 stops working on Sunday 1 October 2023, in 9 days.` */
export function tellMilestone(milestone: Milestone, product: string, moment: Moment): string {
  const { now, zone, locale } = moment;
  const days = daysUntil({ date: milestone.date, now, zone });
  const date = writeDate(milestone, locale);
  if (milestone.kind === 'other') return `${date} (${distance(days, locale)}): ${milestone.text}`;
  const { before, on, after } = VERBS[milestone.kind];
  const subject = milestone.kind === 'announced' ? 'The retirement' : product;
  if (milestone.precision === 'month') {
    const isThisMonth =
      days <= 0 && DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM') === milestone.date;
    return `${subject} ${isThisMonth ? on : days > 0 ? before : after} in ${date}.`;
  }
  if (days === 0) return `${subject} ${on} **today**, ${date}.`;
  return `${subject} ${days > 0 ? before : after} **on ${date}**, ${distance(days, locale)}.`;
}

const VERBS = {
  'cut-off': { before: 'stops working', on: 'stops working', after: 'stopped working' },
  'support-ended': { before: 'goes out of support', on: 'goes out of support', after: 'went out of support' },
  announced: { before: 'is to be announced', on: 'is announced', after: 'was announced' },
} as const;

/**
 * Sentences are English, so their dates and numbers are too: a reader of English gets their own country's
 * order (`Sunday, October 1, 2023` in the United States), everybody else the British one, whose written-out
 * month nobody can mistake. A German date inside an English sentence would be neither. What stands alone in a
 * table has no sentence around it and is written in the reader's own language.
 */
function localeOfSentences(locale: string | undefined): string {
  const known = readLocale(locale);
  return known.startsWith('en-') ? known : DEFAULT_LOCALE;
}

const DEFAULT_LOCALE = 'en-GB';

function readLocale(locale = DEFAULT_LOCALE): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? DEFAULT_LOCALE;
  } catch {
    return DEFAULT_LOCALE; // Intl throws on what is no tag at all
  }
}

const MONTH = { year: 'numeric', month: 'long' } as const;
const DAY = { ...MONTH, day: 'numeric' } as const;
const WEEKDAY = { ...DAY, weekday: 'long' } as const;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** British dates without the comma that some versions of the platform's data put behind the weekday. */
const withoutComma = (date: string, locale: string) =>
  locale === DEFAULT_LOCALE ? date.replace(',', '') : date;

/** `Sunday 1 October 2023`, or `August 2021`: a date that no reader can take for another, for a sentence. */
export function writeDate(
  { date, precision }: Pick<Milestone, 'date' | 'precision'>,
  locale?: string,
): string {
  return format(date, localeOfSentences(locale), precision === 'month' ? MONTH : WEEKDAY);
}

/** `31 May 2023`, for a sentence; `date` is `YYYY-MM-DD`. */
export function writeDay(date: string, locale?: string): string {
  return format(date, localeOfSentences(locale), DAY);
}

/** A date that stands alone, in the reader's own language: `1 October 2023`, `2023年10月1日`. */
export function writeDateAlone(date: string, locale?: string): string {
  return format(date, readLocale(locale), DAY);
}

/** A date and time that stand alone, in the reader's own language: `Sunday 24 September 2023, 09:00`. */
export function writeInstant(instant: Date, zone: string, locale?: string): string {
  const local = DateTime.fromJSDate(instant, { zone }).setLocale(readLocale(locale));
  const date = withoutComma(local.toLocaleString(WEEKDAY), local.locale ?? '');
  return `${date}, ${local.toLocaleString(TIME)}`;
}

function format(date: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  return withoutComma(DateTime.fromISO(date, { zone: 'utc', locale }).toLocaleString(style), locale);
}

/** `in 9 days`, `tomorrow`, `today`, `yesterday`, `3 years ago`. What is to come is counted in days, however many. */
export function distance(days: number, locale?: string): string {
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days > 0 ? 'tomorrow' : 'yesterday';
  return days > 0 ? `in ${countOf(days, locale)} days` : `${sinceThen(-days)} ago`;
}

/** How far a day is from the reader's. */
export function distanceTo(date: string, { now, zone, locale }: Moment): { days: number; words: string } {
  const days = daysUntil({ date, now, zone });
  return { days, words: distance(days, locale) };
}

/** Days for the first three months, then whole months of average length, then whole years. */
function sinceThen(days: number): string {
  if (days < 100) return `${days} days`;
  if (days < 730) return `${Math.floor((days + 1) / 30.4375)} months`;
  return `${Math.floor((days + 1) / 365.25)} years`;
}

/** A number for a sentence: `1,234`. */
export function countOf(number: number, locale?: string): string {
  return new Intl.NumberFormat(localeOfSentences(locale)).format(number);
}
