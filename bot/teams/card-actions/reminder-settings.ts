import { deadlinesIn } from '../../guidance/portfolio.ts';
import { formatTime } from '../../guidance/date-format.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { renderReminderSettings } from '../../rendering/reminder-settings-card.ts';
import type { Message } from '../../delivery/message.ts';
import { confirmSaved, subscriptionKey } from '../commands/coming-reminders.ts';
import { authored, type CommandContext } from '../commands/command.ts';
import { showReminderSettings } from '../commands/settings.ts';
import { describePlace } from '../commands/reminder-notes.ts';
import { stopReminders } from '../commands/stop-reminders.ts';
import type { CardActionHandler } from './card-action.ts';
import { parseForm, readForm } from './reminder-settings-form.ts';

/** Posts the settings as a card: the client sends this instead of a `task/fetch` where it opens no task modules. */
export const REMINDER_SETTINGS: CardActionHandler = {
  verb: 'reminder-settings',
  act: 'change-reminders',
  handle: async (_action, context) => ({
    toast: 'The settings are below.',
    posts: [{ message: await showReminderSettings(context) }],
  }),
};

export const SAVE_REMINDER_SETTINGS: CardActionHandler = {
  verb: 'save-reminder-settings',
  act: 'change-reminders',
  async handle({ data }, context) {
    const outcome = await saveReminderSettings(data, context);
    return 'saved' in outcome
      ? { toast: 'Saved.', card: outcome.saved }
      : { toast: outcome.problem, card: outcome.form };
  },
};

export const STOP_REMINDERS: CardActionHandler = {
  verb: 'stop-reminders',
  act: 'change-reminders',
  handle: async (_action, context) => ({
    toast: 'Reminders are off.',
    posts: [{ message: await stopRemindersFor(context) }],
  }),
};

/** Saves the form; one with a problem is shown again as it was filled in, and nothing is saved. */
export async function saveReminderSettings(
  fields: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<{ saved: Message } | { problem: string; form: Message }> {
  const { guide, conversations, subscriptions, inbound, localNow } = context;
  const key = subscriptionKey(context);
  const form = readForm(fields);
  const schedule = parseForm(form);
  if (typeof schedule === 'string') {
    const isOn = (await subscriptions.findSubscription(key)) !== null;
    return { problem: schedule, form: renderReminderSettings(form, { isOn, problem: schedule }) };
  }
  const asked = { ...authored(context), cutOffs: deadlinesIn(context.portfolio) };
  await conversations.remember(inbound.conversation, localNow.now);
  if (!(await subscriptions.change(key, schedule, asked))) {
    await subscriptions.subscribe(key, schedule, asked);
  }
  const text = `I’ll post reminders ${describePlace(inbound)} at **${formatTime(schedule.localTime, localNow.locale)}** (${schedule.zone}). Changed by ${escapeMarkdown(inbound.person.name)}.`;
  const note = await confirmSaved({ title: 'Reminder settings saved', text }, context);
  return { saved: renderNote(guide, { ...note, locale: localNow.locale }) };
}

/** Turns the reminders off, and names who did it. */
export async function stopRemindersFor(context: CommandContext): Promise<Message> {
  const { paragraphs } = await stopReminders(context);
  return renderNote(context.guide, {
    title: 'Reminders are off',
    paragraphs,
    facts: [{ title: 'Turned off by', value: escapeMarkdown(context.inbound.person.name) }],
  });
}
