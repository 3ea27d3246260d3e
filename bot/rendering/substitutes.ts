import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';

const REPEATED = 'Repeated: this message may already have been delivered.';

/** The same message, saying on top that it may be there twice. */
export function markRepeated({ card, summary }: Message): Message {
  return putOnTop(REPEATED, { card, summary });
}

/** The same message, saying on top that only the first `length` characters of the question were read. */
export function markCut(message: Message, length: number): Message {
  return putOnTop(
    `Your message is long: I read only the first ${length.toLocaleString('en')} characters.`,
    message,
  );
}

function putOnTop(line: string, message: Message): Message {
  const { body = [], ...rest } = message.card as { body?: object[] };
  const mark = { type: 'TextBlock', text: line, wrap: true, size: 'Small', isSubtle: true };
  return { ...message, summary: `${line} ${message.summary}`, card: { ...rest, body: [mark, ...body] } };
}

/** What is left of a message that is too large for Teams: its summary. */
export function renderSummaryOnly({ summary }: Message): Message {
  return { summary, card: renderCard('summary', { summary }) };
}
