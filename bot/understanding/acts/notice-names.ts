import type { Guide } from '../../guidance/guide.ts';
import type { ReaderContext } from './utterance.ts';

/** Finds where a text calls a notice by its id, its product or a name of the product; the longest name wins. */
export function createNoticeFinder(guides: Iterable<Guide>): ReaderContext['findNotices'] {
  const names = new Set(
    [...guides].flatMap(({ notice, product }) =>
      [notice.id, product, ...notice.names].map((name) => name.toLowerCase().trim()),
    ),
  );
  const sorted = [...names].filter((name) => /\p{L}/u.test(name)).sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return () => [];
  const pattern = new RegExp(
    `(?<![\\w.-])(?:${sorted.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\w-])`,
    'gi',
  );
  return (text) =>
    [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
      words,
      start: index,
      end: index + words.length,
    }));
}

/**
 * Names of the products that servers are moved to, in lower case: what the notices compare, without what any of them
 * retires.
 */
export function replacementsIn(
  guides: Iterable<Guide>,
  comparedIn: (guide: Guide) => readonly string[] | null,
): string[] {
  const all = [...guides];
  const retired = all.map(({ product }) => product.toLowerCase());
  const compared = all.flatMap((guide) => comparedIn(guide) ?? []).map((name) => name.toLowerCase());
  return [...new Set(compared)].filter((name) => !retired.some((product) => product.includes(name)));
}
