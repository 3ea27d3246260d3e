import type { Guide } from './guide.ts';
import type { Milestone } from './guidance-map.ts';
import {
  describeMilestone,
  formatDate,
  formatDay,
  formatDistance,
  formatNumber,
  type LocalNow,
} from './date-format.ts';
import { daysUntil } from '../campaign/calendar.ts';

/** What everything says of a retirement that the vendor has not confirmed. */
export const UNCONFIRMED = 'The cut-off date is unconfirmed: the vendor isn’t known to have announced it.';

/** What is said of a deadline that nobody knows yet. */
export const NO_DEADLINE = 'Each tenant has a date of its own.';

/**
 * What the deadline means on the reader's day, in one sentence; the notice's title when there is none. Further sentences
 * say so when it overrules the notice's date, and when that is unconfirmed.
 */
export function describeDeadline(guide: Guide, localNow: LocalNow): string {
  return describeKnownDeadline(guide, localNow) ?? guide.notice.title;
}

/** The same; null when no deadline is known. */
export function describeKnownDeadline(guide: Guide, localNow: LocalNow): string | null {
  const sentence = stateDeadline(guide, localNow);
  return sentence !== null && guide.notice.status === 'unconfirmed' ? `${sentence} ${UNCONFIRMED}` : sentence;
}

/** The sentence without a word about whether it is confirmed; null when no deadline is known. */
export function stateDeadline(guide: Guide, localNow: LocalNow): string | null {
  const { notice, deadline } = guide;
  if (deadline?.own) return describeOwnDeadline(guide, localNow);
  const milestone = notice.milestones.find(({ date }) => date === deadline?.date);
  return milestone ? describeMilestoneOf(guide, milestone, localNow) : null;
}

/** What a milestone of the guide's notice means on the reader's day. Where each tenant has its own window, nothing is retired: what was announced is quoted. */
export function describeMilestoneOf(
  { notice, product }: Guide,
  milestone: Milestone,
  localNow: LocalNow,
): string {
  const isQuoted = milestone.kind === 'announced' && notice.cutOff === 'tenant';
  return describeMilestone(isQuoted ? { ...milestone, kind: 'other' } : milestone, product, localNow, {
    isConfirmed: notice.status === 'confirmed',
  });
}

/**
 * The date that the tenant has set, in one sentence, and a second one when it overrules the notice's date. Null when the
 * tenant has set none.
 */
export function describeOwnDeadline({ product, deadline }: Guide, localNow: LocalNow): string | null {
  if (!deadline?.own) return null;
  const { now, zone, locale } = localNow;
  const { date, overruled } = deadline;
  const days = daysUntil({ date, now, zone });
  const day = formatDate({ date, precision: 'day' }, locale);
  const when =
    days === 0
      ? `is **today**, ${day}`
      : `${days > 0 ? 'is' : 'was'} **on ${day}**, ${formatDistance(days, locale)}`;
  const sentence = `Your organisation’s deadline for ${product} ${when}.`;
  return overruled === null
    ? sentence
    : `${sentence} It overrules the notice’s date, ${formatStated(overruled, locale)}.`;
}

/** A deadline's date, which may be a month: `30 September 2026`, or `November 2026`. */
export function formatStated(date: string, locale?: string): string {
  return date.length === 7 ? formatDate({ date, precision: 'month' }, locale) : formatDay(date, locale);
}

/** `7 days before`, `on the day`, `7 days after`. */
export function describeOffset(offset: number, locale?: string): string {
  if (offset === 0) return 'on the day';
  const days = Math.abs(offset);
  return `${formatNumber(days, locale)} ${days === 1 ? 'day' : 'days'} ${offset > 0 ? 'before' : 'after'}`;
}

/** The same for when a reminder comes: a weekend or quiet hours may have moved it to another day than its offset's. */
export function describeDueDay(
  dueAt: Date,
  { cutOff, zone, locale }: { cutOff: string; zone: string; locale?: string | undefined },
): string {
  return describeOffset(daysUntil({ date: cutOff, now: dueAt, zone }), locale);
}
