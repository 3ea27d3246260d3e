import { DateTime } from 'luxon';
import type { Guide } from '../../guidance/guide.ts';
import { formatDay } from '../../guidance/date-format.ts';
import type { AlertKind } from '../alert-kind.ts';

/** A cut-off that differs from the one at the last start. Dates are `YYYY-MM-DD`. */
export interface MovedCutOff {
  tenantId: string;
  guide: Guide;
  before: string;
  cutOff: string;
  now: Date;
}

/** The notice states another cut-off. Its texts hold dates only: the card isn't rendered again each day. */
export const cutOffMoved: AlertKind<MovedCutOff> = {
  key: ({ guide }) => `cut-off ${guide.notice.id}`,

  severity: ({ before, cutOff }) => (cutOff < before ? 'critical' : 'warning'),

  describe({ guide, before, cutOff, now }) {
    const days = Math.abs(daysBetween(before, cutOff));
    const change = `${days} ${days === 1 ? 'day' : 'days'} ${cutOff < before ? 'earlier' : 'later'}`;
    return {
      title: 'The cut-off date changed',
      since: now,
      facts: [
        { title: 'Old date', value: formatDay(before) },
        { title: 'New date', value: formatDay(cutOff) },
      ],
      meaning: `The cut-off of ${guide.product} is now ${formatDay(cutOff)}, ${change} than before.`,
      next: {
        text: 'Check your plan against the new date. Reminders follow it automatically.',
        url: guide.notice.sourceUrl,
      },
      why: 'The notice states a different date than when Cutover last started.',
      notice: guide.notice.id,
      isNews: true,
    };
  },

  outcome: () => null,
};

function daysBetween(from: string, to: string): number {
  const day = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
  return day(to).diff(day(from), 'days').days;
}
