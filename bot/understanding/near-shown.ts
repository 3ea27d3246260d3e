import type { Guide } from '../guidance/guide.ts';
import { limitFor } from './compared-limit.ts';
import type { IndexedBlock } from './passage-index.ts';
import type { Matches, RankedPassage, Searched } from './rank-passages.ts';
import { isGeneral } from './telling-words.ts';

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

/**
 * What was found without the passages that were shown last and have none of the question's words, where others have some: they
 * have only words of the question before, which they have answered. A quantity is compared with the limit that was shown.
 */
export function withoutAnswered(
  matches: readonly Matches[],
  { text, shown, searched }: { text: string; shown: Shown; searched: readonly Searched[] },
): Matches[] {
  if (isGeneral(text, []) || limitFor(text) !== null) return [...matches];
  const isKnown = (term: string) => searched.some(({ index }) => index.postings.has(term));
  return matches.map(({ blocks, found }, i) => {
    const { guide, index } = searched[i] ?? {};
    const own = index?.read(text).filter(isKnown) ?? [];
    if (!guide || own.length === 0) return { blocks, found };
    const sections = sectionsOf(guide, shown.article);
    const wasShown = (id: string) =>
      sections.has(id) &&
      guide.notice.sections.some((each) => each.id === id && each.heading === shown.heading);
    const isLeft = (block: IndexedBlock) => own.some((term) => block.terms.has(term));
    return {
      blocks,
      found: found.filter(({ block, passage }) => isLeft(block) || !wasShown(passage.section)),
    };
  });
}
