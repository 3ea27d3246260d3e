import { DateTime } from 'luxon';
import { phaseOf } from '../campaign/calendar.ts';
import { DEADLINE, sourceOf, topicsOf, type Answer } from './answer.ts';
import type { Guide } from './guide.ts';
import { describeDeadline } from './cut-off-text.ts';
import { formatDate, formatNumber, type LocalNow } from './date-format.ts';

/**
 * Whether a day is early enough, or with `asksIfLate` too late, against the deadline. Null when the guide has none. After it no day
 * to come is early enough, whichever year is meant.
 */
export function answerDate(
  guide: Guide,
  {
    date,
    isDay,
    hasYear,
    asksIfLate,
  }: { date: string; isDay: boolean; hasYear: boolean; asksIfLate: boolean },
  localNow: LocalNow,
): Answer | null {
  const entry = guide.entries.get(DEADLINE);
  const { deadline } = guide;
  if (!entry || !deadline) return null;
  const name = deadline.own ? 'deadline' : 'cut-off';
  const isOver = phaseOf({ date: deadline.date, ...localNow }) === 'after';
  const days = daysBetween(date, deadline.date);
  const verdict =
    isOver && !(hasYear && days > 0)
      ? tooLate(name)
      : compare({ date, isDay, days, name, asksIfLate, locale: localNow.locale });
  return {
    intent: DEADLINE,
    title: verdict.title,
    paragraphs: [verdict.text, describeDeadline(guide, localNow)],
    table: null,
    source: sourceOf(guide, entry),
    followUps: topicsOf(guide, ['what-to-do', 'impact', 'reminders']),
  };
}

interface DateVerdict {
  title: string;
  text: string;
}

function tooLate(name: string): DateVerdict {
  return {
    title: 'It’s too late',
    text: `The ${name} has passed, so any further date is too late. Move the remaining servers now.`,
  };
}

/** `days` from the asked date to the deadline, which is called `name`. */
function compare({
  date,
  isDay,
  days,
  name,
  asksIfLate,
  locale,
}: {
  date: string;
  isDay: boolean;
  days: number;
  name: string;
  asksIfLate: boolean;
  locale: string | undefined;
}): DateVerdict {
  const asked = formatDate({ date, precision: 'day' }, locale);
  const when = isDay ? asked : `The end of ${formatDate({ date, precision: 'month' }, locale)}`;
  const count = Math.abs(days) === 1 ? '1 day' : `${formatNumber(Math.abs(days), locale)} days`;
  if (days === 0) {
    return { title: `That’s the ${name} date`, text: `${when} is the ${name}. Finish before then.` };
  }
  return days > 0
    ? {
        title: `${asksIfLate ? 'No' : 'Yes'}, with ${count} to spare`,
        text: `${when} is ${count} before the ${name}.`,
      }
    : {
        title: `${asksIfLate ? 'Yes' : 'No'}, that’s ${count} too late`,
        text: `${when} is ${count} after the ${name}.`,
      };
}

function daysBetween(from: string, to: string): number {
  const day = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
  return Math.round(day(to).diff(day(from), 'days').days);
}
