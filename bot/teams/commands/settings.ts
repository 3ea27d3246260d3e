import { formOf, renderReminderSettings } from '../../rendering/reminder-settings-card.ts';
import type { Message } from '../../delivery/message.ts';
import { subscriptionKey } from './coming-reminders.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { defaultSchedule } from './remind.ts';

/** Opens the form of the conversation's reminders. */
export const SETTINGS = defineCommand({
  name: 'settings',
  act: 'change-reminders',
  forms: ['settings'],
  parse: (text) => (/^(?:reminder )?settings$/i.test(text) ? {} : null),
  handle: (_args, context) => showReminderSettings(context),
});

/** The form with the conversation's schedule, or with the default one where there is none. */
export async function showReminderSettings(context: CommandContext): Promise<Message> {
  const existing = await context.subscriptions.findSubscription(subscriptionKey(context));
  const form = formOf(existing ?? defaultSchedule(context.localNow));
  return renderReminderSettings(form, { isOn: existing !== null });
}
