import type { Message } from '../delivery/message.ts';
import { markCut, sayInEnglish } from '../rendering/substitutes.ts';
import { languageOf } from '../understanding/language.ts';
import type { Inbound } from './turn/activity.ts';

/** What the person is told about the message, on top of the answer. */
export function withRemarks(message: Message, { text, isCut }: Inbound): Message {
  const language = languageOf(text);
  const told = language ? sayInEnglish(message, language) : message;
  return isCut ? markCut(told, text) : told;
}
