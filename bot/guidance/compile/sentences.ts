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
  let index = 0;
  for (const end of endsOf(mask)) {
    const raw = inline.text.slice(index, end);
    const text = atLineStart(raw.trim());
    if (text !== '') {
      const links = inline
        .linksWithin(index, end)
        .map((link) => ({ text: link.text, url: link.url, description: describe(link.text, text) }));
      sentences.push({ raw, text, plain: plainText(text), links, line: inline.lineAt(index) });
    }
    index = end;
  }
  return sentences;
}

/** Full stops with closing brackets and quotes, and the space behind; Chinese and Japanese have no space. */
const STOP = /(?:[.!?]+[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"']*\s+|[。！？]+[\p{Pe}\p{Pf}"']*\s*)/gu;
/** What goes on after a full stop: a comma or a dash, and after a plain one a word in lower case, which no placeholder is: `{{relay}}`. */
const CONTINUES = /^(?:[,:;–—-]|[^\p{L}.!?[{]{0,20}\p{Ll})/u;
const CONTINUES_ANYWAY = /^[,:;–—-]/;

/**
 * The offsets at which the sentences of a mask end, by the rules of Unicode for text in European languages:
 * https://www.unicode.org/reports/tr29/#Sentence_Boundary_Rules. The time of `Intl.Segmenter` is not linear.
 */
function endsOf(mask: string): number[] {
  const ends: number[] = [];
  for (const { 0: stop, index } of mask.matchAll(STOP)) {
    const end = index + stop.length;
    const next = mask.slice(end, end + 30);
    const goesOn = (stop.startsWith('.') ? CONTINUES : CONTINUES_ANYWAY).test(next);
    if (!goesOn && end < mask.length) ends.push(end);
  }
  return [...ends, mask.length];
}

/** The text around a link, without markup, as the link's description; empty when it is only the link's own text. */
export function describe(linkText: string, around: string): string {
  const words = (text: string): string =>
    plainText(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return words(linkText) === words(around) ? '' : flatten(around);
}
