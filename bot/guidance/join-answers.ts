import type { Answer } from './answer.ts';
import { UNCONFIRMED } from './cut-off-text.ts';

/** Characters of all paragraphs, so that an answer fits on two screens of a phone. */
const MOST_CHARACTERS = 700;

/**
 * Joins answers to one: the first with its title, source and table, the others each below its own heading, which links to
 * where it is read. What was said already is left out, and so is what makes it too long: the best of each comes first.
 */
export function joinAnswers(first: Answer, others: readonly Answer[]): Answer {
  const said = new Set(first.paragraphs);
  let length = lengthOf(first.paragraphs);
  const paragraphs = [...first.paragraphs];
  for (const { title, source, paragraphs: more } of others) {
    const fresh = fitting(
      more.filter((text) => !said.has(text)),
      MOST_CHARACTERS - length,
    );
    const heading = source.url === '' ? `**${title}**` : `**[${title}](${source.url})**`;
    if (fresh.length === 0) continue;
    paragraphs.push(heading, ...fresh);
    for (const text of fresh) said.add(text);
    length += lengthOf(fresh);
  }
  return { ...first, paragraphs };
}

/** The first paragraphs that have room, without one that only leads to the next; that a date is unconfirmed is never left out. */
function fitting(paragraphs: readonly string[], room: number): string[] {
  const caveats = paragraphs.filter((text) => text === UNCONFIRMED);
  const texts = paragraphs.filter((text) => text !== UNCONFIRMED);
  const left = room - lengthOf(caveats);
  const first = texts.filter((_, i) => lengthOf(texts.slice(0, i + 1)) <= left);
  const leads = first.length < texts.length && (first.at(-1) ?? '').endsWith(':');
  const kept = leads ? first.slice(0, -1) : first;
  return kept.length === 0 ? [] : [...kept, ...caveats];
}

function lengthOf(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, { length }) => sum + length, 0);
}
