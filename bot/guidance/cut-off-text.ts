import type { Guide } from './guide.ts';
import { describeMilestone, type LocalNow } from './date-format.ts';
import { daysUntil } from '../campaign/calendar.ts';

/** What everything says of a retirement that the vendor has not confirmed. */
export const UNCONFIRMED = 'The cut-off date is unconfirmed: the vendor isn’t known to have announced it.';

/**
 * What the cut-off means on the reader's day, in one sentence; the notice's title when it has none. A second sentence
 * says so when it is unconfirmed.
 */
export function describeCutOff({ notice, product }: Guide, localNow: LocalNow): string {
  const milestone = notice.milestones.find(({ date }) => date === notice.cutOff);
  if (!milestone) return notice.title;
  const sentence = describeMilestone(milestone, product, localNow);
  return notice.status === 'unconfirmed' ? `${sentence} ${UNCONFIRMED}` : sentence;
}

/** `7 days before`, `on the day`, `7 days after`. */
export function describeOffset(offset: number): string {
  if (offset === 0) return 'on the day';
  const days = Math.abs(offset);
  return `${days} ${days === 1 ? 'day' : 'days'} ${offset > 0 ? 'before' : 'after'}`;
}

/** The same for when a reminder comes: a weekend or quiet hours may have moved it to another day than its offset's. */
export function describeDueDay(dueAt: Date, cutOff: string, zone: string): string {
  return describeOffset(daysUntil({ date: cutOff, now: dueAt, zone }));
}
