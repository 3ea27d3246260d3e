import type { Guide } from '../guidance/guide.ts';
import type { RankedPassage } from './rank-passages.ts';

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
  const sections = new Map<Guide, ReadonlySet<string>>();
  const nearness = ({ guide, section }: RankedPassage) => {
    const near = sections.get(guide) ?? sectionsOf(guide, shown.article);
    sections.set(guide, near);
    return near.has(section) ? SAME_ARTICLE : 1;
  };
  return passages
    .map((passage) => ({ ...passage, score: passage.score * nearness(passage) }))
    .sort((a, b) => b.score - a.score);
}

/** The ids of the sections of the articles with this title. */
function sectionsOf({ notice: { articles, sections } }: Guide, title: string): ReadonlySet<string> {
  const files = articles.filter((article) => article.title === title).map(({ file }) => file);
  return new Set(sections.filter(({ article }) => files.includes(article)).map(({ id }) => id));
}
