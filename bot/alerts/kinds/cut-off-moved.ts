import { DateTime } from 'luxon';
import type { Guide } from '../../guidance/guide.ts';
import { formatDay } from '../../guidance/date-format.ts';
import type { AlertKind } from '../alert-kind.ts';

/** A cut-off that differs from the one that the notice stated before. Dates are `YYYY-MM-DD`. */
export interface MovedCutOff {
  tenantId: string;
  guide: Guide;
  before: { date: string; sentence: string | null };
  after: { date: string; sentence: string | null };
  now: Date;
}

/** The notice states another cut-off. Its texts hold dates only: the card isn't rendered again each day. */
export const cutOffMoved: AlertKind<MovedCutOff> = {
  key: ({ guide }) => `cut-off ${guide.notice.id}`,

  severity: ({ before, after }) => (after.date < before.date ? 'critical' : 'warning'),

  describe({ guide, before, after, now }) {
    const [from, to] = [formatDay(before.date), formatDay(after.date)];
    const days = Math.abs(daysBetween(before.date, after.date));
    const change = `${days} ${days === 1 ? 'day' : 'days'} ${after.date < before.date ? 'earlier' : 'later'}`;
    return {
      title: `The cut-off date moved from ${from} to ${to}`,
      since: now,
      facts: [
        { title: 'Old date', value: from },
        ...factOf('Old sentence', before.sentence),
        { title: 'New date', value: to },
        ...factOf('New sentence', after.sentence),
      ],
      meaning: `The cut-off of ${guide.product} is now ${to}, ${change} than before.`,
      next: {
        text: 'Check your plan against the new date. Reminders follow it automatically, unless your organisation has set a deadline of its own.',
        url: guide.notice.sourceUrl,
      },
      why: 'The notice states a different date than before.',
      notice: guide.notice.id,
      isNews: true,
    };
  },

  outcome: () => null,
};

function factOf(title: string, value: string | null): { title: string; value: string }[] {
  return value === null ? [] : [{ title, value }];
}

function daysBetween(from: string, to: string): number {
  const day = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
  return day(to).diff(day(from), 'days').days;
}
