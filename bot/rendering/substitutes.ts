import { escapeMarkdown } from './message.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import type { Language } from '../understanding/language.ts';

const REPEATED = 'Repeated: this message may already have been delivered.';

/** The same message, saying on top that it may be there twice. */
export function markRepeated({ card, summary }: Message): Message {
  return putOnTop(REPEATED, { card, summary });
}

/** Characters of what was read that show where it ended. */
const SHOWN_END = 50;

/** The same message, saying on top that only the beginning of what was typed was read, and where that ended. */
export function markCut(message: Message, beginning: string): Message {
  const end = beginning.slice(-SHOWN_END).replace(/^\S*\s+(?=\S)/, '');
  return putOnTop(
    `Your message is too long: I read it only up to “… ${end}”. Nothing after that was read or recorded: send it in another message.`,
    message,
  );
}

const IN_ENGLISH: Readonly<Record<Language, string>> = {
  de: 'Ich antworte auf Englisch.',
  fr: 'Je réponds en anglais.',
  es: 'Respondo en inglés.',
  pt: 'Respondo em inglês.',
  ja: '回答は英語です。',
};

/** The same message, saying on top, in the language of the question, that it is in English. */
export function sayInEnglish(message: Message, language: Language): Message {
  return putOnTop(IN_ENGLISH[language], message);
}

function putOnTop(line: string, message: Message): Message {
  const { body = [], ...rest } = message.card as { body?: object[] };
  const mark = { type: 'TextBlock', text: escapeMarkdown(line), wrap: true, size: 'Small', isSubtle: true };
  return { ...message, summary: `${line} ${message.summary}`, card: { ...rest, body: [mark, ...body] } };
}

/** What is left of a message that is too large for Teams: its summary. */
export function renderSummaryOnly({ summary }: Message): Message {
  return { summary, card: renderCard('summary', { summary }) };
}
