import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { subscriptionKey } from './coming-reminders.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { describePlace, notSubscribed } from './reminder-notes.ts';

const PATTERN = /^(?:please )?(?:stop|end|cancel)(?: the| our| my| all)? reminders$/i;

export const STOP_REMINDERS = defineCommand({
  name: 'stop-reminders',
  act: 'change-reminders',
  forms: ['stop reminders'],
  menu: [{ title: 'stop reminders', description: 'Turn off the reminders in this conversation' }],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: async (_args, context) =>
    renderNote(context.guide, { ...(await stopReminders(context)), locale: context.localNow.locale }),
});

/** Ends the conversation's reminders. */
export async function stopReminders(context: CommandContext): Promise<Note> {
  const { subscriptions, inbound } = context;
  const wasOn = await subscriptions.unsubscribe(subscriptionKey(context), authored(context));
  if (!wasOn) return notSubscribed(inbound);
  return {
    title: 'Reminders are off',
    paragraphs: [
      `I won’t post any more reminders ${describePlace(inbound)}. To turn them on again, type: remind us at 09:00`,
    ],
  };
}
