import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';

const REPEATED = 'Repeated: this message may already have been delivered.';

/** The same message, saying on top that it may be there twice. */
export function markRepeated({ card, summary }: Message): Message {
  const { body = [], ...rest } = card as { body?: object[] };
  const mark = { type: 'TextBlock', text: REPEATED, wrap: true, size: 'Small', isSubtle: true };
  return { summary: `${REPEATED} ${summary}`, card: { ...rest, body: [mark, ...body] } };
}

/** What is left of a message that is too large for Teams: its summary. */
export function renderSummaryOnly({ summary }: Message): Message {
  return { summary, card: renderCard('summary', { summary }) };
}
