import type { Miss, QuestionSource } from './ports.ts';

/** An article whose passages left questions open. */
export interface ThinDocument {
  article: string;
  misses: number;
  /** Its passages, the one with the most misses first. */
  passages: { heading: string; misses: Miss[] }[];
}

/** The articles that misses are nearest to, the one with the most misses first. Misses near none are left out. */
export function findThinDocuments(misses: readonly Miss[]): ThinDocument[] {
  const byArticle = groupBy(misses, ({ article }) => article);
  return [...byArticle]
    .map(([article, own]) => ({
      article,
      misses: own.length,
      passages: [...groupBy(own, ({ heading }) => heading)]
        .map(([heading, ofHeading]) => ({ heading, misses: ofHeading }))
        .sort((a, b) => b.misses.length - a.misses.length),
    }))
    .sort((a, b) => b.misses - a.misses);
}

function groupBy(misses: readonly Miss[], keyOf: (source: QuestionSource) => string): Map<string, Miss[]> {
  const groups = new Map<string, Miss[]>();
  for (const miss of misses) {
    if (!miss.source) continue;
    const key = keyOf(miss.source);
    groups.set(key, [...(groups.get(key) ?? []), miss]);
  }
  return groups;
}
