import type { Guide } from './guide.ts';
import { tellMilestone, type Moment } from './moments.ts';
import { daysUntil } from '../campaign/calendar.ts';

/** What the cut-off means on the reader's day, in one sentence; the notice's title when it has none. */
export function tellCutOff({ notice, product }: Guide, moment: Moment): string {
  const milestone = notice.milestones.find(({ date }) => date === notice.cutOff);
  return milestone ? tellMilestone(milestone, product, moment) : notice.title;
}

/** `7 days before`, `the day itself`, `7 days after`. */
export function nameOffset(offset: number): string {
  if (offset === 0) return 'the day itself';
  const days = Math.abs(offset);
  return `${days} ${days === 1 ? 'day' : 'days'} ${offset > 0 ? 'before' : 'after'}`;
}

/** The same for when a reminder comes: a weekend or quiet hours may have moved it to another day than its offset's. */
export function nameDay(dueAt: Date, cutOff: string, zone: string): string {
  return nameOffset(daysUntil({ date: cutOff, now: dueAt, zone }));
}
