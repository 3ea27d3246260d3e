import { DEADLINE } from '../guidance/answer.ts';
import { SURE_OF_TOPIC } from './beside-version.ts';
import { hasExpected, type RankedPassage } from './rank-passages.ts';
import type { RankedIntent } from './recogniser.ts';

/** From so many words on, those of a passage that fits better aren't there by chance. */
const TELLING_WORDS = 3;
/** A topic answers first where its own passage has this part of the score of the best. */
const NEARLY_BEST = 0.9;
/** A passage of several words is better than the topic's own where it covers so much more. */
const MORE_COVERAGE = 0.05;
/** A passage that is clearly the best scores so many times as high as the next. */
const CLEARLY_BEST = 1.5;
const SCORE_OF_RARE_WORDS = 10;
const COVERS_REST = 0.5;
const COVERS_MOST = 0.7;
const COVERS_ALL = 0.8;
const COVERS_EVERY = 0.95;

/** Whether no passage fits a question clearly better than the topic's own. */
export function fitsAsWell(
  question: string,
  own: RankedPassage | undefined,
  best: RankedPassage | undefined,
): boolean {
  if (!best) return true;
  if (!own || (hasExpected(question, best) && !hasExpected(question, own))) return false;
  const least = best.coverage + (best.words < TELLING_WORDS ? 0 : MORE_COVERAGE);
  return own.score >= NEARLY_BEST * best.score || own.coverage >= least;
}

/** A passage that has about all that is said, in rare words or as the topic's clearly best, is meant even where that is sure. */
export function saysAll([best, next]: readonly RankedPassage[], own: RankedPassage | undefined): boolean {
  if (!best) return false;
  const isClear = best === own && best.score >= CLEARLY_BEST * (next?.score ?? 0);
  const isOnly = isClear && best.words >= TELLING_WORDS;
  return best.coverage >= COVERS_ALL && (best.score >= SCORE_OF_RARE_WORDS || isOnly);
}

/** Whether a passage has each of several words: "a phone number of Microsoft's support" isn't asked of the bot. */
export function saysEveryWord(best: RankedPassage | undefined): boolean {
  return (best?.words ?? 0) >= TELLING_WORDS && (best?.coverage ?? 0) >= COVERS_EVERY;
}

/** "What is the next deadline?": the few words of a question for a date are in many passages. */
export function isDateOnly({ intent, confidence }: RankedIntent, best: RankedPassage | undefined): boolean {
  if (intent !== DEADLINE || confidence < SURE_OF_TOPIC) return false;
  return (best?.words ?? 0) < TELLING_WORDS && (best?.coverage ?? 0) < COVERS_MOST;
}

/** Whether a passage has so much of a question about a notice as a whole that it may be what is asked about. */
export function isDetail({ coverage, words }: RankedPassage): boolean {
  return words >= TELLING_WORDS && coverage >= COVERS_REST;
}
