import type { Answer } from './answer.ts';

/** Characters of all paragraphs, so that an answer fits on two screens of a phone. */
const MOST_CHARACTERS = 700;

/**
 * Joins answers to one: the first with its title, source and table, the others each below its own heading, which links to
 * where it is read. What was said already is left out, and so is a later answer that makes it too long.
 */
export function joinAnswers(first: Answer, others: readonly Answer[]): Answer {
  const said = new Set(first.paragraphs);
  let length = lengthOf(first.paragraphs);
  const paragraphs = [...first.paragraphs];
  for (const { title, source, paragraphs: more } of others) {
    const fresh = more.filter((text) => !said.has(text));
    const heading = source.url === '' ? `**${title}**` : `**[${title}](${source.url})**`;
    if (fresh.length === 0 || length + lengthOf(fresh) > MOST_CHARACTERS) continue;
    paragraphs.push(heading, ...fresh);
    for (const text of fresh) said.add(text);
    length += lengthOf(fresh);
  }
  return { ...first, paragraphs };
}

function lengthOf(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, { length }) => sum + length, 0);
}
