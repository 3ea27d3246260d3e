import { formatTime } from '../../guidance/date-format.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { describeSnooze, findComing, subscriptionKey } from './coming-reminders.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { describePlace, notSubscribed } from './reminder-notes.ts';

const PATTERN = /^(?:(?:when|what) is the )?next reminder$/i;

export const NEXT_REMINDER = defineCommand({
  name: 'next-reminder',
  act: 'read',
  forms: ['when is the next reminder'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: tellNext,
});

/** The next reminders of the conversation, or that it has none. */
async function tellNext(_args: object, context: CommandContext) {
  const { guide, subscriptions, inbound, localNow } = context;
  const subscription = await subscriptions.findSubscription(subscriptionKey(context));
  if (!subscription) return renderNote(guide, notSubscribed(inbound));
  const { facts, none } = await findComing(subscription, context);
  const time = formatTime(subscription.localTime, localNow.locale);
  const where = `Reminders ${describePlace(inbound)} are posted at **${time}** (${subscription.zone}).${describeSnooze(subscription, localNow)}`;
  return renderNote(guide, {
    title: 'The next reminders',
    paragraphs: facts.length > 0 ? [where] : [where, none],
    facts,
    hasSource: false,
    locale: localNow.locale,
  });
}
