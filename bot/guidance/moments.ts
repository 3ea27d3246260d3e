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
  const on = milestone.precision === 'month' ? `in ${date}` : `on ${date}`;
  switch (milestone.kind) {
    case 'cut-off':
      if (days > 0) return `${product} stops working **${on}**, ${distance(days)}.`;
      return days === 0
        ? `${product} stops working **today**, ${date}.`
        : `${product} stopped working **${on}**, ${distance(days)}.`;
    case 'support-ended':
      if (days > 0) return `${product} goes out of support ${on}, ${distance(days)}.`;
      return days === 0
        ? `${product} goes out of support today, ${date}.`
        : `${product} went out of support ${on}, ${distance(days)}.`;
    case 'announced':
      return days > 0 ? `The retirement is to be announced ${on}.` : `The retirement was announced ${on}.`;
    case 'other':
      return `${date} (${distance(days)}): ${milestone.text}`;
  }
}

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

/** Days for the first three months, then whole months of average length, then whole years. */
function sinceThen(days: number): string {
  if (days < 100) return `${days} days`;
  if (days < 730) return `${Math.floor((days + 1) / 30.4375)} months`;
  return `${Math.floor((days + 1) / 365.25)} years`;
}

function count(days: number): string {
  return new Intl.NumberFormat('en').format(days);
}
