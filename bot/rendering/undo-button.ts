import type { Message } from '../delivery/message.ts';
import { addPart } from './render.ts';

/** The same message, with a button that takes a change back; `change` is its number in the audit trail. */
export function addUndo(message: Message, change: string): Message {
  return { ...message, card: addPart(message.card, 'undo', { change }) };
}
