import { phaseIn } from '../guidance/answer-passage.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import { decide, type Decision } from './decide.ts';
import { admits } from './expected.ts';
import { createNamedFinder, type Named } from './find-named.ts';
import { withoutVersions } from './named-versions.ts';
import { createNameHider } from './nameless.ts';
import { indexPassages, type PassageIndex } from './passage-index.ts';
import { createIntentRanker } from './rank-intents.ts';
import {
  hasExpected,
  isSaidElsewhere,
  matchPassages,
  quoteOf,
  rankPassages,
  type RankedPassage,
} from './rank-passages.ts';
import { decideInContext, rankInContext } from './rank-in-context.ts';
import { OUT_OF_SCOPE, type RankedIntent, type Recogniser } from './recogniser.ts';
import { countTelling, isGeneral } from './telling-words.ts';
import { codesIn } from './terms.ts';
import type { Wanted } from './wanted.ts';
import { isMostlyForeign } from './words.ts';

/** How a message, or one question of it, was understood. */
export interface Understood {
  /** The message, or one question of it. */
  text: string;
  /** The question that it goes on with; null when it stands alone. */
  after: string | null;
  /** Whether the question before it was answered by the topic that this one is likeliest about. */
  isTopicTold: boolean;
  /** What of the answer is asked for. */
  wanted: Wanted;
  decision: Decision;
  /** The most likely intent first. */
  ranked: RankedIntent[];
  /** Null when the message names nothing beyond its topic. */
  named: Named | null;
  /** What the documents have for it, the best first; of any notice that was searched. */
  passages: readonly RankedPassage[];
  /** Whether it has no words but those of questions for a topic as a whole, which no passage answers. */
  asksTopic?: boolean;
}

/** Finds what the documents have for a question; `ranked` are the topics that it may be about, `context` what it leans on. */
export type PassageSearch = (
  text: string,
  given: { ranked: readonly RankedIntent[]; context: string | null; localNow: LocalNow },
) => RankedPassage[];

/**
 * A passage answers even where no topic fits if it has a code of the question, or if the weighted sum of its coverage, its score
 * and the log-odds that the question is out of scope is at least `SAYS_FROM`. An admission answers less. The weights follow a
 * logistic regression. Of 70 documented questions that fit no topic, 12 aren't answered; of 175 messages out of scope, half of
 * them close to the subject, 16 are.
 */
const COVERAGE_WEIGHT = 4;
const SCORE_WEIGHT = 0.35;
const OUT_OF_SCOPE_WEIGHT = -0.6;
const ADMISSION_WEIGHT = -0.7;
const SAYS_FROM = 2.8;
/** A confidence of 0 or 1 has no log-odds. */
const LEAST_CHANCE = 0.001;

/** The score adds up over the words of a long message: what has little of it isn't what is asked. */
const LEAST_SAID = 0.42;
/** Whatever else is asked, a name that the documents have is seldom out of scope: the part of the doubt that is left. */
const NAMED_OUTSIDE = 0.5;
/** A word that is written like no other: `MSOnline`, `DirSync`; no plural such as `OUs`. */
const NAME = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u;
const BETWEEN_NAMES = /[^\p{L}\d]+/u;
/** One word alone is in some passage by chance: "can you see my emails?" */
const MIN_TELLING = 2;
/** So many words say what is asked even where each of them is in many questions. */
const TELLS_ENOUGH = 3;

/** A passage with this part of the best's score may be what is meant as well. */
const ABOUT_AS_WELL = 0.9;

/** Where one question ends and the next begins: after a question mark, or at an "and" before a question word. */
const BETWEEN_QUESTIONS =
  /(?<=\?)\s+|[\s,;]{1,4}and\s{1,4}(?=(?:what|when|where|which|who|why|how|is|are|can|could|do|does|should|will|would)\b)/i;
/** How a question begins that has no question mark. */
const ASKS =
  /^\W*(?:what|when|where|which|who|whose|whom|why|how|is|are|can|could|do|does|did|should|will|would|may|must|has|have)\b/i;
/** A question that goes on with the one before it: "and when does it ship?" */
const LEANS = /\b(?:it|its|that|this|they|them|those)\b/i;

/** A shorter part of a message is not a question of its own. */
const MIN_QUESTION_WORDS = 3;
/** Nobody asks more at once; the rest of a message is not searched for questions. */
const MAX_PARTS = 20;

/** The first is the answer; the next are shown beside it or offered. */
const MOST_PASSAGES = 6;

/** What a question is read with. */
interface ReadingOptions {
  /** Default: searches the notice's own documents. */
  search?: PassageSearch;
  /** The question before it, where it leans on that; default: null. */
  context?: string | null;
  /** The topic of that question; default: null. */
  topic?: string | null;
}

/** Understands questions about one notice. */
export interface QuestionReader {
  /**
   * The questions of a message: two when it contains at least two that can be answered and have different
   * intents, else the whole message as one. Sentences that are not questions get no answer of their own.
   */
  understandAll(text: string, localNow: LocalNow, options?: ReadingOptions): Understood[];
}

/** Makes a reader for the notice of `guide`. */
export function createQuestionReader({
  guide,
  recognise,
}: {
  guide: Guide;
  recognise: Recogniser;
}): QuestionReader {
  const hideNames = createNameHider([guide.product, ...guide.notice.names], ' ');
  const find = createNamedFinder(guide, hideNames);
  const rank = createIntentRanker({ guide, recognise });
  const isGeneralHere = (asked: string) => isGeneral(asked, [guide]);

  let index: PassageIndex | null = null;
  const searchHere: PassageSearch = (text, { ranked, context, localNow }) => {
    index ??= indexPassages(guide.notice);
    const phase = phaseIn(guide, localNow);
    return rankPassages(matchPassages(text, [{ guide, index, phase, weight: 1 }], context), ranked);
  };

  function understand(
    text: string,
    localNow: LocalNow,
    { search = searchHere, context = null, topic = null }: ReadingOptions = {},
  ): Understood {
    const ranked = rankInContext(text, { context, topic, rank, isGeneral: isGeneralHere });
    const named = find.named(text, ranked, localNow) ?? find.namedBefore(text, context, ranked);
    const [best] = ranked;
    const byTopic = context === null ? decide(ranked) : decideInContext(ranked);
    const asked = find.withoutOwnRange(text, best?.intent ?? '');
    const found = search(asked, { ranked, context, localNow });
    const own = found.find(({ intents }) => intents.includes(best?.intent ?? ''));
    const whole = `${named ? asked : withoutVersions(asked)} ${context ?? ''}`;
    const isAboutTopic =
      (byTopic === 'answer' && isDateAlone(ranked, found[0])) ||
      (byTopic !== 'unknown' &&
        isGeneral(whole, [guide]) &&
        !(hasExpected(asked, found[0]) && (byTopic === 'ask' || !canBeAbout(best?.intent ?? '', 'notice'))) &&
        (countTelling(hideNames(whole)) <= 1 || !mayBeMeant(byTopic, found[0], own)));
    const passages = isAboutTopic ? [] : found.filter((each, i) => i < MOST_PASSAGES || each === own);
    const isSaid = byTopic === 'unknown' && closest(passages).some((each) => saysIt(text, each, ranked));
    const decision = isSaid || (named && named.kind !== 'rows') ? 'answer' : byTopic;
    // In a foreign script, a product's name may be all that was recognised: ask instead of answering.
    return {
      text,
      after: null,
      isTopicTold: topic !== null && topic === best?.intent,
      wanted: 'answer',
      ranked,
      named,
      passages,
      asksTopic: isAboutTopic,
      decision: isMostlyForeign(text) && decision === 'answer' ? 'ask' : decision,
    };
  }

  return {
    understandAll(text, localNow, options) {
      const parts = text.includes('?') ? text.split(BETWEEN_QUESTIONS, MAX_PARTS) : [];
      const questions = parts.filter(isQuestion);
      if (parts.length < 2) return [understand(text, localNow, options)];
      const answered = questions
        .map((question, i) => {
          const before = LEANS.test(question) ? questions[i - 1] : undefined;
          return understand(
            question,
            localNow,
            before === undefined ? options : { ...options, context: before },
          );
        })
        .filter(({ decision }) => decision === 'answer');
      const distinct = [...new Map(answered.map((question) => [subjectOf(question), question])).values()];
      if (distinct.length > 1) return distinct.slice(0, 2);
      const whole = understand(text, localNow, options);
      const [only] = whole.decision === 'unknown' ? answered : [];
      return [only ?? whole];
    },
  };
}

/** Whether a question that is as general as one for a topic may be for a passage: it has every word, or the topic is in doubt. */
function mayBeMeant(
  byTopic: Decision,
  passage: RankedPassage | undefined,
  own: RankedPassage | undefined,
): boolean {
  return isSaidElsewhere(passage, own) || (byTopic === 'ask' && (passage?.words ?? 0) >= TELLS_ENOUGH);
}

/** Whether a passage says what is asked, whatever the topics. */
function saysIt(text: string, passage: RankedPassage | undefined, ranked: readonly RankedIntent[]): boolean {
  if (!passage) return false;
  const said = quoteOf(passage)?.text ?? '';
  const codes = codesIn(text);
  if (codes.some((code) => said.includes(code))) return true;
  if (passage.coverage < LEAST_SAID) return false;
  if (passage.words < MIN_TELLING && codes.length === 0) return false;
  const isNamed = text.split(BETWEEN_NAMES).some((word) => NAME.test(word) && said.includes(word));
  const none = ranked.find(({ intent }) => intent === OUT_OF_SCOPE)?.confidence ?? 0;
  const says =
    COVERAGE_WEIGHT * passage.coverage +
    SCORE_WEIGHT * passage.score +
    OUT_OF_SCOPE_WEIGHT * logOdds(isNamed ? NAMED_OUTSIDE * none : none) +
    (admits(said) ? ADMISSION_WEIGHT : 0);
  return says >= SAYS_FROM;
}

function logOdds(chance: number): number {
  return Math.log(Math.max(chance, LEAST_CHANCE) / Math.max(1 - chance, LEAST_CHANCE));
}

/** The passages that fit about as well as the best. */
function closest(passages: readonly RankedPassage[]): RankedPassage[] {
  const [best] = passages;
  return passages.filter(({ score }) => score >= ABOUT_AS_WELL * (best?.score ?? 0));
}

/** What two questions of a message may not both be about: the same versions, or the same topic. */
function subjectOf({ named, ranked: [best] }: Understood): string | undefined {
  return named?.kind === 'versions' ? named.versions.join(' ') : best?.intent;
}

/** What is told behind a question is none: "we can't find it". */
function isQuestion(part: string): boolean {
  return wordCount(part) >= MIN_QUESTION_WORDS && (part.includes('?') || ASKS.test(part));
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/).length;
}

/** "How much time do we have?": one word alone is in some heading by chance. */
function isDateAlone([best]: readonly RankedIntent[], passage: RankedPassage | undefined): boolean {
  return best?.intent === 'deadline' && (passage?.words ?? 0) <= 1;
}
