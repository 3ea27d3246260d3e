import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { confirmSaved, subscriptionKey } from './coming-reminders.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { describePlace, notSubscribed } from './reminder-notes.ts';

const PATTERN = /^(?:please )?(?:resume|unsnooze|unmute)(?: (?:the |our |my )?reminders)?$/i;

/** Ends a snooze. */
export const RESUME = defineCommand({
  name: 'resume',
  act: 'change-reminders',
  forms: ['resume reminders'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: async (_args, context) =>
    renderNote(context.guide, { ...(await resume(context)), locale: context.localNow.locale }),
});

async function resume(context: CommandContext): Promise<Note> {
  const { subscriptions, inbound, localNow } = context;
  const key = subscriptionKey(context);
  const existing = await subscriptions.findSubscription(key);
  if (!existing) return notSubscribed(inbound);
  const isSnoozed = existing.snoozedUntil !== null && existing.snoozedUntil > localNow.now;
  if (isSnoozed) await subscriptions.snooze(key, localNow.now, authored(context));
  const text = `Reminders ${describePlace(inbound)} are posted again.`;
  const on = `Reminders ${describePlace(inbound)} aren’t snoozed.`;
  return confirmSaved({ title: 'Reminders are on', text: isSnoozed ? text : on }, context);
}
