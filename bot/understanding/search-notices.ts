import { dayIn } from '../campaign/calendar.ts';
import { phaseIn } from '../guidance/answer-passage.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { memoise } from '../platform/memoise.ts';
import type { Candidate } from './choose-notice.ts';
import { preferNear, withoutAnswered, type Shown } from './near-shown.ts';
import { indexPassages } from './passage-index.ts';
import { matchPassages, rankPassages, type Matches } from './rank-passages.ts';
import type { PassageSearch } from './read-question.ts';

/** Notices whose documents are searched, the likeliest first. */
const MOST_SEARCHED = 8;
/** The weight of a passage of another notice for a question that goes on with the one before. */
const LEAVES = 0.75;
/** The weight of a passage of a notice to which nothing points. */
const LEAST_WEIGHT = 0.8;
/** The weight of what was written after the reader's day, which a simulated clock makes possible. */
const NOT_YET_WRITTEN = 0.6;

/** What else tells which passage is meant. */
interface SearchContext {
  /** The id of the notice that the question goes on with; null when it goes on with none. */
  stay: string | null;
  /** What answered the last question. */
  shown: Shown | null;
  localNow: LocalNow;
}

/**
 * Searches the documents of the likeliest notices: the less points to one, the better its passage has to fit. What was
 * found stays the same where only the topics change.
 */
export function createNoticeSearch(): (
  candidates: readonly Candidate[],
  context: SearchContext,
) => PassageSearch {
  const indexOf = memoise(
    (guide: Guide) => indexPassages(guide.notice),
    ({ notice }) => notice.id,
  );
  return (candidates, { stay, shown, localNow }) => {
    const today = dayIn(localNow.now, localNow.zone);
    const isWritten = ({ guide: { notice } }: Candidate) =>
      notice.revised === null || notice.revised <= today;
    const most = Math.max(0, ...candidates.filter(isWritten).map(({ evidence }) => evidence));
    const searched = candidates.slice(0, MOST_SEARCHED).map((candidate) => {
      const { guide, evidence } = candidate;
      const likely = most > 0 ? Math.min(1, evidence / most) : 1;
      const weight =
        (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * likely) *
        (isWritten(candidate) ? 1 : NOT_YET_WRITTEN) *
        (stay === null || stay === guide.notice.id ? 1 : LEAVES);
      return { guide, index: indexOf(guide), weight, phase: phaseIn(guide, localNow) };
    });
    const found = new Map<string, Matches[]>();
    return (text, { ranked, context }) => {
      const key = JSON.stringify([text, context]);
      const matches = found.get(key) ?? matchPassages(text, searched, context);
      found.set(key, matches);
      if (!shown) return rankPassages(matches, ranked);
      const left = context === null ? matches : withoutAnswered(matches, { text, shown, searched });
      return preferNear(rankPassages(left, ranked), shown);
    };
  };
}
