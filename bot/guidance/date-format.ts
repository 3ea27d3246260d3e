import { DateTime } from 'luxon';
import { daysUntil } from '../campaign/calendar.ts';
import { englishLocale } from '../platform/english-locale.ts';
import { memoise } from '../platform/memoise.ts';
import type { Milestone } from './guidance-map.ts';

export interface LocalNow {
  now: Date;
  /** The reader's IANA zone. */
  zone: string;
  /** The reader's BCP 47 tag, as Teams tells it; British English when absent or unreadable. */
  locale?: string | undefined;
}

/**
 * What a milestone means on the reader's day: `Azure AD Connect V1 stops working on Sunday 1 October 2023, in 9 days.`
 * One of another kind, or about a part of the product alone, is quoted behind its date. Of one that was never confirmed
 * nobody knows afterwards whether it happened: it "was to stop working".
 */
export function describeMilestone(
  milestone: Milestone,
  product: string,
  localNow: LocalNow,
  { isConfirmed = true }: { isConfirmed?: boolean } = {},
): string {
  const { now, zone, locale } = localNow;
  const days = daysUntil({ date: milestone.date, now, zone });
  const date = formatDate(milestone, locale);
  if (milestone.kind === 'other' || milestone.scope !== undefined)
    return `${date} (${formatDistance(days, locale)}): ${localiseDates(milestone.text, locale)}`;
  const { before, on, after: confirmed, unconfirmed } = VERBS[milestone.kind];
  const after = isConfirmed ? confirmed : unconfirmed;
  const subject = milestone.kind === 'announced' ? 'The retirement' : product;
  if (milestone.precision === 'month') {
    const isThisMonth =
      days <= 0 && DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM') === milestone.date;
    return `${subject} ${isThisMonth ? on : days > 0 ? before : after} in ${date}.`;
  }
  if (days === 0) return `${subject} ${on} **today**, ${date}.`;
  return `${subject} ${days > 0 ? before : after} **on ${date}**, ${formatDistance(days, locale)}.`;
}

const VERBS = {
  'cut-off': {
    before: 'stops working',
    on: 'stops working',
    after: 'stopped working',
    unconfirmed: 'was to stop working',
  },
  'support-ends': {
    before: 'goes out of support',
    on: 'goes out of support',
    after: 'went out of support',
    unconfirmed: 'was to go out of support',
  },
  'new-use-ends': {
    before: 'closes to new use',
    on: 'closes to new use',
    after: 'closed to new use',
    unconfirmed: 'was to close to new use',
  },
  announced: {
    before: 'will be announced',
    on: 'is announced',
    after: 'was announced',
    unconfirmed: 'was announced',
  },
} as const;

const MONTH = { year: 'numeric', month: 'long' } as const;
const DAY = { ...MONTH, day: 'numeric' } as const;
const WEEKDAY = { ...DAY, weekday: 'long' } as const;

/** Removes what only some versions of the platform's data have: a comma after a British weekday, a narrow space before AM. */
const tidy = (text: string, locale: string) =>
  (locale === 'en-GB' ? text.replace(',', '') : text).replaceAll('\u202f', ' ');

/** `Sunday 1 October 2023`, or `August 2021` for a month. */
export function formatDate(
  { date, precision }: Pick<Milestone, 'date' | 'precision'>,
  locale?: string,
): string {
  return format(date, englishLocale(locale), precision === 'month' ? MONTH : WEEKDAY);
}

/** `31 May 2023`; `date` is `YYYY-MM-DD`. */
export function formatDay(date: string, locale?: string): string {
  return format(date, englishLocale(locale), DAY);
}

/** `Sunday 24 September 2023, 09:00`, in the zone. */
export function formatInstant(instant: Date, zone: string, locale?: string): string {
  const local = DateTime.fromJSDate(instant, { zone });
  return `${formatDate({ date: local.toISODate() ?? '', precision: 'day' }, locale)}, ${formatTime(local.toFormat('HH:mm'), locale)}`;
}

/** `09:00`, or `9:00 AM`; `time` is `HH:MM`. */
export function formatTime(time: string, locale?: string): string {
  const known = englishLocale(locale);
  const style = { timeStyle: 'short', timeZone: 'UTC' } as const;
  return tidy(new Intl.DateTimeFormat(known, style).format(new Date(`2000-01-01T${time}Z`)), known);
}

const MONTH_NAME = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const DAY_NUMBER = '\\d{1,2}(?:st|nd|rd|th)?';
/** A date with its day. Nothing in a link's address matches: a date there has no spaces, and other characters around it. */
const WRITTEN_DATE = new RegExp(
  [
    '(?<![\\w/.=-])\\d{4}-\\d{2}-\\d{2}(?![\\w/-])',
    `\\b${DAY_NUMBER}[ -]${MONTH_NAME}[ ,-]{1,2}\\d{4}\\b`,
    `\\b${MONTH_NAME} ${DAY_NUMBER},? \\d{4}\\b`,
  ].join('|'),
  'g',
);

/** A document's text with every date in the reader's form: a date that the calendar does not have stays as it is. */
export function localiseDates(text: string, locale?: string): string {
  return text.replace(WRITTEN_DATE, (written) => {
    const date = parseWrittenDate(written);
    return date ? formatDay(date, locale) : written;
  });
}

const parseWrittenDate = memoise((written: string): string | null => {
  const plain = written
    .replace(/(?<=\d)(?:st|nd|rd|th)|,/g, '')
    .replace(/(?<=[\da-z])-(?=[a-z])|(?<=[a-z])-(?=\d)/gi, ' ')
    .replace(/\bSept\b/, 'Sep');
  const [date] = DATE_FORMATS.map((pattern) => DateTime.fromFormat(plain, pattern, { locale: 'en' })).filter(
    ({ isValid }) => isValid,
  );
  return date?.toISODate() ?? null;
}, String);

const DATE_FORMATS = ['yyyy-MM-dd', 'd MMMM yyyy', 'MMMM d yyyy', 'd MMM yyyy', 'MMM d yyyy'];

const format = memoise(
  (date: string, locale: string, style: Intl.DateTimeFormatOptions): string =>
    tidy(DateTime.fromISO(date, { zone: 'utc', locale }).toLocaleString(style), locale),
  (date, locale, style) => [date, locale, ...Object.keys(style)].join(' '),
);

/** `in 9 days`, `tomorrow`, `today`, `yesterday`, `3 years ago`. What is to come is counted in days, however many. */
export function formatDistance(days: number, locale?: string): string {
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days > 0 ? 'tomorrow' : 'yesterday';
  return days > 0 ? `in ${formatNumber(days, locale)} days` : `${sinceThen(-days)} ago`;
}

/** How far a day is from the reader's. */
export function distanceTo(date: string, { now, zone, locale }: LocalNow): { days: number; words: string } {
  const days = daysUntil({ date, now, zone });
  return { days, words: formatDistance(days, locale) };
}

/** Days for the first three months, then whole months of average length, then whole years. */
function sinceThen(days: number): string {
  if (days < 100) return `${days} days`;
  if (days < 730) return `${Math.floor((days + 1) / 30.4375)} months`;
  return `${Math.floor((days + 1) / 365.25)} years`;
}

/** A number for a sentence: `1,234`. */
export function formatNumber(number: number, locale?: string): string {
  return numbersIn(englishLocale(locale)).format(number);
}

const numbersIn = memoise((locale: string) => new Intl.NumberFormat(locale), String);
