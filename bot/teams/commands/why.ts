import { renderNote } from '../../rendering/note-cards.ts';
import type { Message } from '../../delivery/message.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { explainReminders } from './explain-reminders.ts';
import { findComing, subscriptionKey } from './coming-reminders.ts';
import { titleOfReminders } from './reminder-notes.ts';

const WHY_PATTERN = /^why(?:\s|$)/i;
const MISSING_PATTERN = /\b(?:not?|never|didn[’']?t|miss(?:ed|ing)?)\b/i;
const REMINDER_PATTERN = /\breminders?\b/i;

const MOST_PAST = 5;

export const WHY = defineCommand({
  name: 'why',
  act: 'read',
  forms: ['why', 'why did we not get a reminder?'],
  menu: [{ title: 'why', description: 'Why a reminder was or wasn’t posted, and when the next one is due' }],
  parse: (text) => (asksWhy(text) ? {} : null),
  handle: (_args, context) => answerWhy(context),
});

/** "Why" alone, or why there was no reminder. */
function asksWhy(text: string): boolean {
  if (!WHY_PATTERN.test(text)) return false;
  const missing = MISSING_PATTERN.exec(text);
  return (
    text.length === 'why'.length || (missing !== null && REMINDER_PATTERN.test(text.slice(missing.index)))
  );
}

/** The last five reminders here with what happened to them, and when the next one is due. */
export async function answerWhy(context: CommandContext): Promise<Message> {
  const { guide, portfolio, subscriptions, reminderHistory, localNow } = context;
  const { now, locale } = localNow;
  const subscription = await subscriptions.readSubscription(subscriptionKey(context));
  const past = subscription ? await reminderHistory.lastReminders(subscription.id, MOST_PAST) : [];
  const { next, none } = subscription ? await findComing(subscription, context) : { next: null, none: '' };
  const title = await titleOfReminders(context);
  const nameNotice = (id: string | null) =>
    portfolio.guides.size > 1 ? (portfolio.guides.get(id ?? '')?.product ?? null) : null;
  const note = explainReminders({ title, subscription, past, next, none, nameNotice, now, locale });
  return renderNote(guide, { ...note, locale });
}
