import { renderNote } from '../../rendering/note-cards.ts';
import type { Message } from '../../delivery/message.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { explainReminders } from './explain-reminders.ts';
import { findComing, subscriptionKey } from './coming-reminders.ts';

const PATTERN = /^why(?:\s.*\b(?:not?|never|didn[’']?t|miss(?:ed|ing)?)\b.*\breminders?\b.*)?$/i;

const MOST_PAST = 5;

export const WHY = defineCommand({
  name: 'why',
  forms: ['why', 'why did we not get a reminder?'],
  menu: [{ title: 'why', description: 'Why a reminder was or wasn’t posted, and when the next one is due' }],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: (_args, context) => answerWhy(context),
});

/** The last five reminders here with what happened to them, and when the next one is due. */
export async function answerWhy(context: CommandContext): Promise<Message> {
  const { guide, subscriptions, reminderHistory, localNow } = context;
  const { now, locale } = localNow;
  const subscription = await subscriptions.readSubscription(subscriptionKey(context));
  const past = subscription ? await reminderHistory.lastReminders(subscription.id, MOST_PAST) : [];
  const { next, none } = subscription ? await findComing(subscription, context) : { next: null, none: '' };
  return renderNote(guide, { ...explainReminders({ subscription, past, next, none, now, locale }), locale });
}
