import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { MOST_TAKEN_BACK } from '../understanding/acts/take-back.ts';
import { addPart } from './render.ts';

/** The same message, with a button that takes changes back, by their numbers in the audit trail; for none, and for too many, no button. */
export function addUndo(message: Message, changes: readonly string[]): Message {
  if (changes.length === 0 || changes.length > MOST_TAKEN_BACK) return message;
  return { ...message, card: addPart(message.card, 'undo', { change: changes.join(' ') }) };
}

/** The same message, saying that it takes the place of something; `text` is Markdown. */
export function addReplaced(message: Message, text: string): Message {
  const summary = `${message.summary} ${toSummary(text)}`;
  return { ...message, summary, card: addPart(message.card, 'replaced', { text }) };
}
