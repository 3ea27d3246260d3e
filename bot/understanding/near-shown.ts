import { sectionOf, type RankedPassage } from './rank-passages.ts';

/** Where in a notice's documents an answer is from. */
export interface Shown {
  /** The article's title. */
  article: string;
  heading: string;
}

/** How much better a passage of the same article fits a question that comes soon after it. */
const SAME_ARTICLE = 1.3;

/** Puts what stands near what was shown last before what fits about as well elsewhere. */
export function preferNear(passages: readonly RankedPassage[], shown: Shown): RankedPassage[] {
  const nearness = (passage: RankedPassage) => {
    const file = sectionOf(passage)?.article;
    const article = passage.guide.notice.articles.find((each) => each.file === file);
    return article?.title === shown.article ? SAME_ARTICLE : 1;
  };
  return passages
    .map((passage) => ({ ...passage, score: passage.score * nearness(passage) }))
    .sort((a, b) => b.score - a.score);
}
