import { compareWithLimit } from './compared-limit.ts';
import { quoteOf, sectionOf, type RankedPassage } from './rank-passages.ts';
import { shortAnswerOf } from './yes-or-no.ts';

/** What an answer begins with; `isApart` where the passage that says it isn't what follows. */
export interface Opening {
  text: string;
  isApart: boolean;
}

/** Yes or no, or how a quantity compares with a limit, where the passage says it plainly. */
export function openingOf(
  text: string,
  passage: RankedPassage | undefined,
  isTopicFirst: boolean,
): Opening | null {
  const quote = passage && quoteOf(passage);
  const section = passage && sectionOf(passage);
  if (!quote || !section) return null;
  const word = shortAnswerOf(text, quote, [section.heading, section.article]);
  if (word === null) {
    const compared = compareWithLimit(text, quote.text, section.heading);
    return compared === null ? null : { text: compared, isApart: true };
  }
  const said = quote.text.replace(/^[-*] /, '');
  const saysItself = said.toLowerCase().startsWith(word.toLowerCase());
  if (isTopicFirst) return { text: saysItself ? said : `**${word}**: ${said}`, isApart: true };
  return saysItself ? null : { text: `**${word}**:`, isApart: false };
}

/** The paragraphs after the opening, without the line that it quotes. */
export function startWith(opening: Opening | null, paragraphs: readonly string[]): string[] {
  if (opening === null) return [...paragraphs];
  if (opening.isApart) {
    const rest = paragraphs.map((paragraph) => withoutLine(paragraph, opening.text)).filter(Boolean);
    return [opening.text, ...rest];
  }
  const [first = '', ...others] = paragraphs;
  return [`${opening.text} ${first}`, ...others];
}

function withoutLine(paragraph: string, opening: string): string {
  const isQuoted = (line: string) => line !== '' && opening.endsWith(line.replace(/^- /, ''));
  return paragraph
    .split('\n')
    .filter((line) => !isQuoted(line))
    .join('\n');
}
