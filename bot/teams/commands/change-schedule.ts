import { deadlinesIn } from '../../guidance/portfolio.ts';
import type { Message } from '../../delivery/message.ts';
import type { ReminderSettings } from '../../reminders/ports.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { confirmSaved, subscriptionKey } from './coming-reminders.ts';
import { authored, type CommandContext } from './command.ts';
import { notSubscribed } from './reminder-notes.ts';

/** Changes a part of the conversation's schedule, and confirms it with `text` and what comes next. */
export async function changeSchedule(
  change: Partial<ReminderSettings>,
  text: string,
  context: CommandContext,
): Promise<Message> {
  return renderNote(context.guide, {
    ...(await applyChange(change, text, context)),
    locale: context.localNow.locale,
  });
}

async function applyChange(
  change: Partial<ReminderSettings>,
  text: string,
  context: CommandContext,
): Promise<Note> {
  const { subscriptions, inbound } = context;
  const key = subscriptionKey(context);
  const existing = await subscriptions.findSubscription(key);
  if (!existing) return notSubscribed(inbound);
  const asked = { ...authored(context), cutOffs: deadlinesIn(context.portfolio) };
  await subscriptions.change(key, { ...existing, ...change }, asked);
  return confirmSaved({ title: 'Reminders changed', text }, context);
}
