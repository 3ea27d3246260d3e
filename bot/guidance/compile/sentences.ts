import { atLineStart, flatten, plainText } from './card-text.ts';
import type { Link } from '../guidance-map.ts';
import type { InlineText } from './inline-text.ts';

export interface Sentence {
  /** Card-safe Markdown with the space that follows it, so that neighbours can be joined again. */
  raw: string;
  /** Card-safe Markdown. */
  text: string;
  /** The words alone. */
  plain: string;
  links: Link[];
  line: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const MONTH = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
/** Full stops that end no sentence. Each match keeps its length: every one of its stops becomes a letter. */
const PROTECTED = [
  /\b(?:e\.g|i\.e|vs|approx|cf|Dr|Mr|Mrs|Ms|St)\./gi,
  /\b(?:No|Fig|Ver|v)\.(?=\s*\d)/gi,
  new RegExp(`\\b(?:${MONTH})\\.(?=\\s*\\d)`, 'g'),
  /\b(?:[A-Z]\.){2,}/g,
  /[.!?](?=[A-Za-z0-9])/g,
];

/** Splits a paragraph into sentences; links, abbreviations and version numbers stay whole. */
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

/** What a text says around a link, as card-safe text; empty when it says nothing but the link. */
export function describe(linkText: string, around: string): string {
  const words = (text: string): string =>
    plainText(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return words(linkText) === words(around) ? '' : flatten(around);
}
