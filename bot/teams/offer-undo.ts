import type { Act } from '../access/acts.ts';
import type { Message } from '../delivery/message.ts';
import { addUndo } from '../rendering/undo-button.ts';
import type { CommandContext } from './commands/command.ts';
import { authorOf } from './turn/activity.ts';
import type { Reaction } from './turn/reaction.ts';

const CHANGING: readonly Act[] = ['change-reminders', 'report-server', 'change-alerts', 'set-deadline'];

/** Adds a button that takes the change back which this turn has made; none where it has made none. */
export async function offerUndo(
  message: Message,
  act: Act,
  { undo, inbound, localNow }: Pick<CommandContext, 'undo' | 'inbound' | 'localNow'>,
): Promise<Message> {
  if (!CHANGING.includes(act)) return message;
  const author = authorOf(inbound);
  const last = await undo.findLast(inbound.conversation, localNow.now);
  const isOwn = last !== null && last.by.id === author.id && last.by.name === author.name;
  return isOwn && last.at >= localNow.now ? addUndo(message, last.number) : message;
}

/** The same for what a card action says: on the card that it changes, else on the first that it posts. */
export async function offerUndoIn(
  reaction: Reaction,
  act: Act,
  context: Pick<CommandContext, 'undo' | 'inbound' | 'localNow'>,
): Promise<Reaction> {
  const { card, posts: [first, ...others] = [] } = reaction;
  if (card) return { ...reaction, card: await offerUndo(card, act, context) };
  if (!first) return reaction;
  const message = await offerUndo(first.message, act, context);
  return { ...reaction, posts: [{ ...first, message }, ...others] };
}
