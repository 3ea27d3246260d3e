import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { askedKey, type Option } from '../questions/thread-memory.ts';
import { readTakeBack } from '../understanding/acts/take-back.ts';
import { escapeMarkdown } from './message.ts';
import { renderCard } from './render.ts';

/** The most lines that say what is to be done: more would fill the screen of a phone. */
const MOST_LINES = 20;

/** Asks whether something is to be done, or which of several things: a button for each. Nothing has changed yet. */
export function renderAskBack({
  question,
  options,
}: {
  question: string;
  /** `text`: the commands in their plain form, a line each. */
  options: readonly Option[];
}): Message {
  const [only, ...others] = options;
  const lines =
    only && others.length === 0
      ? only.text
          .split('\n')
          .filter((line) => readTakeBack(line) === null)
          .map(escapeMarkdown)
      : [];
  const more = lines.length - MOST_LINES;
  const hint =
    others.length === 0
      ? 'Nothing has changed yet. You can also type **yes** or **no**.'
      : 'Nothing has changed yet. Choose one, or type it.';
  const paragraphs = [...lines.slice(0, MOST_LINES), ...(more > 0 ? [`and ${more} more`] : []), hint];
  const summary = toSummary(question, ...paragraphs);
  const asked = askedKey(options);
  const choices = options.map(({ title }, i) => ({ title, asked, choice: String(i) }));
  return { summary, card: renderCard('ask-back', { summary, question, paragraphs, options: choices }) };
}
