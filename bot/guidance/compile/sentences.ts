import { atLineStart, flatten, plainText } from './card-text.ts';
import type { Link } from '../guidance-map.ts';
import type { InlineText } from './inline-text.ts';

/** A sentence of a paragraph. */
export interface Sentence {
  /** Card-safe Markdown with the space after it, so that adjacent sentences can be joined again. */
  raw: string;
  /** Card-safe Markdown. */
  text: string;
  /** Plain text. */
  plain: string;
  links: Link[];
  /** Counted from 1. */
  line: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const MONTH = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
/** Full stops that end no sentence. They are replaced by letters, which keeps the length. */
const PROTECTED = [
  /\b(?:e\.g|i\.e|vs|approx|cf|Dr|Mr|Mrs|Ms|St)\./gi,
  /\b(?:No|Fig|Ver|v)\.(?=\s*\d)/gi,
  new RegExp(`\\b(?:${MONTH})\\.(?=\\s*\\d)`, 'g'),
  /\b(?:[A-Z]\.){2,}/g,
  /[.!?](?=[A-Za-z0-9])/g,
];

/** Splits a paragraph into sentences, never within a link, abbreviation or version number. */
export function splitSentences(inline: InlineText): Sentence[] {
  let mask = inline.mask;
  for (const pattern of PROTECTED) mask = mask.replace(pattern, (stop) => stop.replace(/[.!?]/g, 'x'));
  const sentences: Sentence[] = [];
  for (const { index, segment } of segmenter.segment(mask)) {
    const raw = inline.text.slice(index, index + segment.length);
    const text = atLineStart(raw.trim());
    if (text === '') continue;
    const links = inline.links
      .filter((link) => link.start >= index && link.end <= index + segment.length)
      .map((link) => ({ text: link.text, url: link.url, description: describe(link.text, text) }));
    sentences.push({ raw, text, plain: plainText(text), links, line: inline.lineAt(index) });
  }
  return sentences;
}

/** The text around a link, without markup, as the link's description; empty when it is only the link's own text. */
export function describe(linkText: string, around: string): string {
  const words = (text: string): string =>
    plainText(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return words(linkText) === words(around) ? '' : flatten(around);
}
