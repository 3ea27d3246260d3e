import type { Guide } from '../../guidance/guide.ts';
import { daysUntil } from '../../campaign/calendar.ts';
import { formatStated } from '../../guidance/cut-off-text.ts';
import { writeDeadline } from '../../guidance/deadline-form.ts';
import type { AlertKind } from '../alert-kind.ts';

/** What a notice states as its cut-off. */
export interface StatedCutOff {
  /** `YYYY-MM-DD`, or `YYYY-MM`; null when it states none that holds for every tenant. */
  date: string | null;
  /** The sentence that states it, as plain text; null when it isn't known. */
  sentence: string | null;
}

/** A cut-off that differs from the one that the notice stated before. */
export interface MovedCutOff {
  tenantId: string;
  guide: Guide;
  before: StatedCutOff;
  after: StatedCutOff;
  now: Date;
}

const FOLLOWED = 'Reminders follow it automatically, unless your organisation has set a deadline of its own.';

/** The notice states another cut-off. Its texts hold dates only: the card isn't rendered again each day. */
export const cutOffMoved: AlertKind<MovedCutOff> = {
  key: ({ guide, after }) => keyOf(guide, after),

  severity: ({ before, after }) => (after.date !== null && isEarlier(after, before) ? 'critical' : 'warning'),

  describe({ guide, before, after, now }) {
    const { notice, product } = guide;
    const to = formatCutOff(after);
    return {
      title: titleOf(guide, before, after),
      since: now,
      facts: [
        { title: 'Old date', value: formatCutOff(before) },
        ...factOf('Old sentence', before.sentence),
        { title: 'New date', value: to },
        ...factOf('New sentence', after.sentence),
      ],
      meaning:
        after.date === null
          ? `The notice about ${product} states no cut-off for everyone any more.`
          : `The cut-off of ${product} is now ${to}${describeChange(before, after)}.`,
      next: {
        text:
          after.date === null
            ? `Read the notice. No reminders come until it states a date, or your organisation sets one: type: ${writeDeadline(notice)}`
            : `Check your plan against the new date. ${FOLLOWED}`,
        url: notice.sourceUrl,
      },
      why: 'The notice states a different date than before.',
      notice: notice.id,
      isNews: true,
    };
  },

  outcome: () => null,
};

/** The cut-off to which it had moved holds no more. */
export const cutOffMovedOn: AlertKind<MovedCutOff> = {
  key: ({ guide, before }) => keyOf(guide, before),
  severity: () => null,
  describe() {
    throw new Error('A cut-off that has moved on is never reported.');
  },
  outcome: ({ after }) =>
    after.date === null
      ? 'The notice states no cut-off any more.'
      : `The cut-off has moved again, to ${formatCutOff(after)}.`,
};

function keyOf({ notice }: Guide, { date }: StatedCutOff): string {
  return `cut-off ${notice.id} ${date ?? 'none'}`;
}

function titleOf({ product }: Guide, before: StatedCutOff, after: StatedCutOff): string {
  if (before.date === null) return `The cut-off date of ${product} is now ${formatCutOff(after)}`;
  if (after.date === null) return `${product} has no cut-off date any more`;
  return `The cut-off date moved from ${formatCutOff(before)} to ${formatCutOff(after)}`;
}

function formatCutOff({ date }: StatedCutOff): string {
  return date === null ? 'none' : formatStated(date);
}

function isEarlier(after: StatedCutOff, before: StatedCutOff): boolean {
  return before.date === null || (after.date !== null && after.date < before.date);
}

/** Empty where one of them isn't a day. */
function describeChange(before: StatedCutOff, after: StatedCutOff): string {
  if (before.date?.length !== 10 || after.date?.length !== 10) return '';
  const days = Math.abs(daysUntil({ date: after.date, now: new Date(before.date), zone: 'UTC' }));
  const unit = days === 1 ? 'day' : 'days';
  return `, ${days} ${unit} ${after.date < before.date ? 'earlier' : 'later'} than before`;
}

function factOf(title: string, value: string | null): { title: string; value: string }[] {
  return value === null ? [] : [{ title, value }];
}
