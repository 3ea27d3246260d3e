import { DateTime } from 'luxon';
import { dayIn } from '../../campaign/calendar.ts';
import { formatStated } from '../../guidance/cut-off-text.ts';
import { formatDate } from '../../guidance/date-format.ts';
import { covers, type Coverage } from '../../reminders/coverage.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { subscriptionKey } from './coming-reminders.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { describePlace, notSubscribed } from './reminder-notes.ts';

const PATTERN =
  /^snooze(?: (?:the |our |my )?reminders)? (?:until (\d{4}-\d{2}-\d{2})|for (\d{1,3}) (day|week)s?)$/i;

/** A snooze that is longer is a slip of the keyboard, or is meant to end the reminders. */
const MOST_DAYS = 366;

const TOO_LONG: Note = {
  title: 'That is too long to snooze',
  paragraphs: [
    'Reminders can be snoozed for a year at most, and nothing has changed. To turn them off, type: stop reminders',
  ],
};

interface Snooze {
  /** A calendar date, `YYYY-MM-DD`; null: `days` from today. */
  until: string | null;
  days: number;
}

export const SNOOZE = defineCommand<Snooze>({
  name: 'snooze',
  act: 'change-reminders',
  forms: ['snooze until 2023-09-20', 'snooze for 3 days'],
  parse(text) {
    const match = PATTERN.exec(text);
    if (!match) return null;
    const [, day, count, unit = ''] = match;
    const days = Number(count ?? 0) * (unit.toLowerCase() === 'week' ? 7 : 1);
    return { until: day ?? null, days };
  },
  handle: async (args, context) =>
    renderNote(context.guide, { ...(await snooze(args, context)), locale: context.localNow.locale }),
});

async function snooze({ until, days }: Snooze, context: CommandContext): Promise<Note> {
  const { subscriptions, inbound, localNow } = context;
  const existing = await subscriptions.findSubscription(subscriptionKey(context));
  if (!existing) return notSubscribed(inbound);
  const today = DateTime.fromJSDate(localNow.now, { zone: existing.zone });
  const day = until ? DateTime.fromISO(until, { zone: existing.zone }) : today.plus({ days });
  if (!day.isValid || day <= today) {
    return {
      title: 'I can’t use that date',
      paragraphs: [`Name a day in the future, written like ${today.plus({ weeks: 1 }).toISODate() ?? ''}.`],
    };
  }
  const end = day.startOf('day');
  if (end > today.plus({ days: MOST_DAYS })) return TOO_LONG;
  await subscriptions.snooze(subscriptionKey(context), end.toJSDate(), authored(context));
  return {
    title: 'Reminders are snoozed',
    paragraphs: [
      `Reminders ${describePlace(inbound)} before ${formatDate({ date: end.toISODate(), precision: 'day' }, localNow.locale)} are skipped.`,
      ...describeSkipped(end.toISODate(), existing.coverage, context),
    ],
  };
}

/** More fill the screen of a phone. */
const MOST_SKIPPED = 3;

/** The deadlines that come while reminders are snoozed: nothing reminds of them here. */
function describeSkipped(end: string, coverage: Coverage, { urgent, localNow }: CommandContext): string[] {
  const today = dayIn(localNow.now, localNow.zone);
  return urgent
    .filter(({ notice }) => covers(coverage, notice.id))
    .flatMap(({ product, deadline }) => (deadline ? [{ product, date: deadline.date }] : []))
    .filter(({ date }) => date >= today && date < end)
    .slice(0, MOST_SKIPPED)
    .map(
      ({ product, date }) =>
        `The deadline for ${product}, ${formatStated(date, localNow.locale)}, comes before that: nothing here reminds you of it.`,
    );
}
