import type { Phrase } from '../guidance/guide.ts';
import { sharedPhrases } from '../guidance/intent-catalogue.ts';

/** Stands for the name of a product, in phrases that are learned and in questions about a product without phrases. */
const PLACEHOLDER = 'thisproduct';

/**
 * Makes a function that replaces each of the names in a text, the longest first.
 * @param placeholder what replaces them; default: what stands for any product.
 */
export function createNameHider(
  names: readonly string[],
  placeholder = PLACEHOLDER,
): (text: string) => string {
  const sorted = [...new Set(names)].filter(Boolean).toSorted((a, b) => b.length - a.length);
  if (sorted.length === 0) return (text) => text;
  const words = sorted.map((name) =>
    name
      .split(/[\s-]+/)
      .map(escapeWord)
      .join('[\\s-]+'),
  );
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}.])(?:${words.join('|')})(?:['’]?s)?(?![\\p{L}\\p{N}]|\\.\\d)`,
    'giu',
  );
  return (text) => text.replace(pattern, placeholder);
}

/** Ways of asking about any product, by its name's stand-in: with them the recogniser understands what no notice has phrases for. */
export function namelessPhrases(): Phrase[] {
  return sharedPhrases(PLACEHOLDER);
}

function escapeWord(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
