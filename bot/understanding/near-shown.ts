import { sectionOf, type RankedPassage } from './rank-passages.ts';

/** Where in a notice's documents an answer is from. */
export interface Shown {
  /** The article's title. */
  article: string;
  heading: string;
}

/** How much better a passage of the same section, and of the same article, fits a question that goes on with the one before. */
const SAME_SECTION = 1.3;
const SAME_ARTICLE = 1.2;

/** Puts what stands near what was shown last before what fits about as well elsewhere. */
export function preferNear(passages: readonly RankedPassage[], shown: Shown): RankedPassage[] {
  const nearness = (passage: RankedPassage) => {
    const section = sectionOf(passage);
    const article = passage.guide.notice.articles.find(({ file }) => file === section?.article);
    if (article?.title !== shown.article) return 1;
    return section?.heading === shown.heading ? SAME_SECTION : SAME_ARTICLE;
  };
  return passages
    .map((passage) => ({ ...passage, score: passage.score * nearness(passage) }))
    .sort((a, b) => b.score - a.score);
}
