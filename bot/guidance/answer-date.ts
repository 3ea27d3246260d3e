import { DateTime } from 'luxon';
import { phaseOf } from '../campaign/calendar.ts';
import { sourceOf, topicsOf, type Answer } from './answer.ts';
import type { Guide } from './guide.ts';
import { describeCutOff } from './cut-off-text.ts';
import { formatDate, type LocalNow } from './date-format.ts';

const INTENT = 'deadline';

/**
 * Whether a day is early enough, against the cut-off. Null when the guide has none. After the cut-off no day
 * to come is early enough, whichever year is meant.
 */
export function answerDate(
  guide: Guide,
  { date, isDay, hasYear }: { date: string; isDay: boolean; hasYear: boolean },
  localNow: LocalNow,
): Answer | null {
  const entry = guide.entries.get(INTENT);
  const milestone = guide.notice.milestones.find((candidate) => candidate.date === guide.notice.cutOff);
  if (!entry || !milestone) return null;
  const isOver = phaseOf({ date: milestone.date, ...localNow }) === 'after';
  const days = daysBetween(date, milestone.date);
  const verdict =
    isOver && !(hasYear && days > 0) ? TOO_LATE : compare({ date, isDay, days, locale: localNow.locale });
  return {
    intent: INTENT,
    title: verdict.title,
    paragraphs: [verdict.text, describeCutOff(guide, localNow)],
    table: null,
    source: sourceOf(guide, entry),
    followUps: topicsOf(guide, ['what-to-do', 'impact', 'reminders']),
  };
}

interface DateVerdict {
  title: string;
  text: string;
}

const TOO_LATE: DateVerdict = {
  title: 'It’s too late',
  text: 'The cut-off has passed, so any further date is too late. Move the remaining servers now.',
};

/** `days` from the asked date to the cut-off. */
function compare({
  date,
  isDay,
  days,
  locale,
}: {
  date: string;
  isDay: boolean;
  days: number;
  locale: string | undefined;
}): DateVerdict {
  const asked = formatDate({ date, precision: 'day' }, locale);
  const when = isDay ? asked : `The end of ${formatDate({ date, precision: 'month' }, locale)}`;
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  if (days === 0) {
    return { title: 'That’s the cut-off date', text: `${when} is the cut-off. Finish before then.` };
  }
  return days > 0
    ? { title: `Yes, with ${count} to spare`, text: `${when} is ${count} before the cut-off.` }
    : { title: `No, that’s ${count} too late`, text: `${when} is ${count} after the cut-off.` };
}

function daysBetween(from: string, to: string): number {
  const day = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
  return Math.round(day(to).diff(day(from), 'days').days);
}
