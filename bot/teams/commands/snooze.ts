import { DateTime } from 'luxon';
import { formatDate } from '../../guidance/date-format.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { subscriptionKey } from './coming-reminders.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { describePlace, notSubscribed } from './reminder-notes.ts';

const PATTERN =
  /^snooze(?: (?:the |our |my )?reminders)? (?:until (\d{4}-\d{2}-\d{2})|for (\d{1,3}) (day|week)s?)$/i;

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
  await subscriptions.snooze(subscriptionKey(context), end.toJSDate(), authored(context));
  return {
    title: 'Reminders are snoozed',
    paragraphs: [
      `Reminders ${describePlace(inbound)} before ${formatDate({ date: end.toISODate(), precision: 'day' }, localNow.locale)} are skipped.`,
    ],
  };
}
