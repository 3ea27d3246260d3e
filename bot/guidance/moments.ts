import { DateTime } from 'luxon';
import { daysUntil } from '../campaign/calendar.ts';
import type { Milestone } from './guidance-map.ts';

export interface Moment {
  now: Date;
  /** The reader's IANA zone. */
  zone: string;
}

/** What a milestone means on the reader's day: `Azure AD Connect V1 stops working on Sunday 1 October 2023, in 9 days.` */
export function tellMilestone(milestone: Milestone, product: string, { now, zone }: Moment): string {
  const days = daysUntil({ date: milestone.date, now, zone });
  const date = writeDate(milestone);
  if (milestone.kind === 'other') return `${date} (${distance(days)}): ${milestone.text}`;
  const { before, on, after } = VERBS[milestone.kind];
  const subject = milestone.kind === 'announced' ? 'The retirement' : product;
  if (milestone.precision === 'month') {
    const isThisMonth =
      days <= 0 && DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM') === milestone.date;
    return `${subject} ${isThisMonth ? on : days > 0 ? before : after} in ${date}.`;
  }
  if (days === 0) return `${subject} ${on} **today**, ${date}.`;
  return `${subject} ${days > 0 ? before : after} **on ${date}**, ${distance(days)}.`;
}

const VERBS = {
  'cut-off': { before: 'stops working', on: 'stops working', after: 'stopped working' },
  'support-ended': { before: 'goes out of support', on: 'goes out of support', after: 'went out of support' },
  announced: { before: 'is to be announced', on: 'is announced', after: 'was announced' },
} as const;

/** `Sunday 1 October 2023`, or `August 2021`: a date that no reader can take for another. */
export function writeDate({ date, precision }: Pick<Milestone, 'date' | 'precision'>): string {
  const format = precision === 'month' ? 'MMMM yyyy' : 'cccc d MMMM yyyy';
  return DateTime.fromISO(date, { zone: 'utc', locale: 'en' }).toFormat(format);
}

/** `in 9 days`, `tomorrow`, `today`, `yesterday`, `3 years ago`. What is to come is counted in days, however many. */
export function distance(days: number): string {
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days > 0 ? 'tomorrow' : 'yesterday';
  return days > 0 ? `in ${count(days)} days` : `${sinceThen(-days)} ago`;
}

/** How far a day is from the reader's. */
export function distanceTo(date: string, { now, zone }: Moment): { days: number; words: string } {
  const days = daysUntil({ date, now, zone });
  return { days, words: distance(days) };
}

/** Days for the first three months, then whole months of average length, then whole years. */
function sinceThen(days: number): string {
  if (days < 100) return `${days} days`;
  if (days < 730) return `${Math.floor((days + 1) / 30.4375)} months`;
  return `${Math.floor((days + 1) / 365.25)} years`;
}

function count(days: number): string {
  return new Intl.NumberFormat('en').format(days);
}
