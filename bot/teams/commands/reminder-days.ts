import { completeSchedule } from '../../reminders/schedule.ts';
import { scheduleFields } from '../../reminders/schedule-fields.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { changeSchedule } from './change-schedule.ts';
import { subscriptionKey } from './coming-reminders.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { notSubscribed } from './reminder-notes.ts';

const PATTERN =
  /^(?:(?<no>no reminder)|remind (?:us|me)(?: (?<only>only))?) (?<days>\d{1,4}(?:(?: and |, and |, ?)\d{1,4}){0,49}) days? before$/i;

interface ReminderDays {
  change: 'add' | 'leave-out' | 'only';
  days: number[];
}

const LIST = new Intl.ListFormat('en');

/** Which days before the deadline reminders are posted on. */
export const REMINDER_DAYS = defineCommand<ReminderDays>({
  name: 'reminder-days',
  act: 'change-reminders',
  forms: ['remind us 14 days before', 'no reminder 3 days before', 'remind us only 30, 7, 1 days before'],
  parse(text) {
    const { no, only, days } = PATTERN.exec(text)?.groups ?? {};
    if (days === undefined) return null;
    const numbers = days.match(/\d+/g)?.map(Number) ?? [];
    return { change: no ? 'leave-out' : only ? 'only' : 'add', days: [...new Set(numbers)] };
  },
  handle: changeDays,
});

async function changeDays({ change, days }: ReminderDays, context: CommandContext) {
  const { guide, subscriptions, inbound } = context;
  const existing = await subscriptions.findSubscription(subscriptionKey(context));
  if (!existing && change === 'leave-out') return renderNote(guide, notSubscribed(inbound));
  // Where there were no reminders, the days that are named are all that is wished for.
  const { offsets } = existing ? completeSchedule(existing) : { offsets: [] };
  const wanted = {
    add: [...offsets, ...days],
    'leave-out': offsets.filter((offset) => !days.includes(offset)),
    only: days,
  }[change];
  const checked = scheduleFields.shape.offsets.safeParse(wanted);
  if (!checked.success) {
    const [problem] = checked.error.issues;
    return renderNote(guide, {
      title: 'I can’t use these days',
      paragraphs: [`The list ${problem?.message ?? 'is not valid'}. Nothing has changed.`],
      hasSource: false,
    });
  }
  const list = LIST.format(checked.data.toSorted((a, b) => b - a).map(String));
  return changeSchedule(
    { offsets: checked.data },
    `Reminders are posted ${list} days before the deadline.`,
    context,
    { turnsOn: change !== 'leave-out' },
  );
}
