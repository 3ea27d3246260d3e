import { deadlinesIn } from '../../guidance/portfolio.ts';
import type { Message } from '../../delivery/message.ts';
import type { ReminderSettings } from '../../reminders/ports.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { confirmSaved, subscriptionKey } from './coming-reminders.ts';
import { authored, type CommandContext } from './command.ts';
import { notSubscribed } from './reminder-notes.ts';
import { remind } from './remind.ts';

/** What happens where reminders are off. */
interface WhereOff {
  /** Whether the change is a wish to be reminded, which turns them on; default: no, the answer says that they are off. */
  turnsOn?: boolean;
}

/** Changes a part of the conversation's schedule, and confirms it with `text` and what comes next. */
export async function changeSchedule(
  change: Partial<ReminderSettings>,
  text: string,
  context: CommandContext,
  whereOff: WhereOff = {},
): Promise<Message> {
  return renderNote(context.guide, {
    ...(await applyChange(change, text, context, whereOff)),
    locale: context.localNow.locale,
  });
}

async function applyChange(
  change: Partial<ReminderSettings>,
  text: string,
  context: CommandContext,
  { turnsOn = false }: WhereOff,
): Promise<Note> {
  const { subscriptions, inbound } = context;
  const key = subscriptionKey(context);
  const existing = await subscriptions.findSubscription(key);
  if (turnsOn && (!existing || existing.state === 'stopped')) {
    const note = await remind({ localTime: null, zone: null }, context, { change });
    return { ...note, paragraphs: [text, ...note.paragraphs] };
  }
  if (!existing) return notSubscribed(inbound);
  const asked = { ...authored(context), cutOffs: deadlinesIn(context.portfolio) };
  await subscriptions.change(key, { ...existing, ...change }, asked);
  return confirmSaved({ title: 'Reminders changed', text }, context);
}
