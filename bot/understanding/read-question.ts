import { answerDate } from '../guidance/answer-date.ts';
import { answerVersions } from '../guidance/answer-versions.ts';
import { answerPassage, passageTopics, phaseIn } from '../guidance/answer-passage.ts';
import { joinAnswers } from '../guidance/join-answers.ts';
import { answerIntent, answerRows, topicsOf, type Answer, type Topic } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { findAskedDate, type AskedDate } from './asked-date.ts';
import { createRowFinder } from './asked-rows.ts';
import { decide, nearestTopics, type Decision } from './decide.ts';
import { findVersions, isRangeEnd, withoutRangeEnd } from './named-versions.ts';
import { createNameHider } from './nameless.ts';
import { indexPassages, type PassageIndex } from './passage-index.ts';
import { createIntentRanker } from './rank-intents.ts';
import { isSaidElsewhere, rankPassages, type RankedPassage } from './rank-passages.ts';
import { isGeneral } from './telling-words.ts';
import { isMostlyForeign } from './words.ts';
import { OUT_OF_SCOPE, type RankedIntent, type Recogniser } from './recogniser.ts';

/** What a message names beyond its topic, and its answer is about. */
export type Named =
  /** Indexes of rows of the comparison table. */
  | { kind: 'rows'; rows: number[] }
  | { kind: 'versions'; versions: string[]; server: string | null }
  | { kind: 'date'; asked: AskedDate };

/** How a message, or one question of it, was understood. */
export interface Understood {
  /** The message, or one question of it. */
  text: string;
  decision: Decision;
  /** The most likely intent first. */
  ranked: RankedIntent[];
  /** Null when the message names nothing beyond its topic. */
  named: Named | null;
  /** What the documents have for it, the best first; of any notice that was searched. */
  passages: readonly RankedPassage[];
}

/** Finds what the documents have for a question; `ranked` are the topics that it may be about, `context` what it leans on. */
export type PassageSearch = (
  text: string,
  given: { ranked: readonly RankedIntent[]; context: string | null; localNow: LocalNow },
) => RankedPassage[];

/** With at most this many other words, a message is about the version that it names, whatever its intent. */
const MAX_WORDS_BESIDE_VERSION = 2;

/**
 * A passage answers even where no topic fits if its coverage and this part of its score are at least so much. With both, of the
 * labelled messages out of scope 5 of 56 are answered, and of documented questions that fit no topic 1 of 12 isn't.
 */
const SCORE_PART = 1 / 40;
const SAYS = 0.62;
/** In doubt, what is only the nearest is shown from this score on. */
const NEAR_FROM = 5;
/** With less of them it is only the nearest that there is. */
const IS_NEAR = 0.3;
/** A topic's own passage answers first where it fits nearly as well as the best. */
const NEARLY_BEST = 0.75;
/** A second passage is shown too where it fits nearly as well. */
const NEXT_BEST = 0.75;
/** Passages and topics that are offered below an answer. */
const NEXT_PASSAGES = 2;
const MOST_FOLLOW_UPS = 4;
/** From this confidence on, the topic is answered below a passage. */
const TOPIC_FROM = 0.4;

/** Where one question ends and the next begins: after a question mark, or at an "and" before a question word. */
const BETWEEN_QUESTIONS =
  /(?<=\?)\s+|[\s,;]{1,4}and\s{1,4}(?=(?:what|when|where|which|who|why|how|is|are|can|could|do|does|should|will|would)\b)/i;
/** A shorter part of a message is not a question of its own. */
const MIN_QUESTION_WORDS = 3;
/** Nobody asks more at once; the rest of a message is not searched for questions. */
const MAX_PARTS = 20;

/** The first is the answer; the next are shown beside it or offered. */
const MOST_PASSAGES = 6;

/** A question of at most this many words ("And how?") can be a follow-up of the one before it. */
const MAX_FOLLOW_UP_WORDS = 5;
/** How much more likely a topic becomes when the last answer names it as a follow-up. */
const FOLLOW_UP_FACTOR = 3;
/** The lowest confidence at which a follow-up question is answered without asking; fewer topics are possible. */
const ANSWER_FOLLOW_UP_FROM = 0.4;

/** Whether a question is so short and unclear that the one before it can tell what is meant. */
export function isUnclear({ decision, text }: Understood): boolean {
  return decision !== 'answer' && wordCount(text) <= MAX_FOLLOW_UP_WORDS;
}

/** What a question is read with. */
interface ReadingOptions {
  /** Default: searches the notice's own documents. */
  search?: PassageSearch;
  /** The question before it, where it leans on that; default: null. */
  context?: string | null;
}

/** Understands questions about one notice. */
export interface QuestionReader {
  /**
   * The questions of a message: two when it contains at least two that can be answered and have different
   * intents, else the whole message as one. Sentences that are not questions get no answer of their own.
   */
  understandAll(text: string, localNow: LocalNow, options?: ReadingOptions): Understood[];
  /** Understands a short question after another one; `lastTopic` is the intent that was answered before. */
  understandFollowUp(lastTopic: string, text: string, localNow: LocalNow): Understood;
}

/** Makes a reader for the notice of `guide`. */
export function createQuestionReader({
  guide,
  recognise,
}: {
  guide: Guide;
  recognise: Recogniser;
}): QuestionReader {
  const table = guide.entries.get('compare')?.intent.guidance.table;
  const hideNames = createNameHider([guide.product, ...guide.notice.names], ' ');
  const rangeEnds = rangeEndsOf(guide.notice.affects);
  const findAskedRows = createRowFinder(table?.rows.map(([name = '']) => name) ?? []);

  /** The version at an end of the notice's own range names the notice, unless the question is about that version. */
  function isOwnRange(text: string, version: string, best: string): boolean {
    if (!rangeEnds.has(version)) return false;
    return canBeAbout(best, 'own range') || isRangeEnd(text, version);
  }

  /** What names the notice tells nothing about what is asked of it. */
  function withoutOwnRange(text: string, best: string): string {
    const own = findVersions(text).versions.filter((version) => isOwnRange(text, version, best));
    return own.reduce(withoutRangeEnd, text);
  }

  function findNamed(text: string, ranked: readonly RankedIntent[], localNow: LocalNow): Named | null {
    const best = ranked[0]?.intent ?? OUT_OF_SCOPE;
    const { versions: all, server, otherWords } = findVersions(text, hideNames);
    const versions = all.filter((version) => !isOwnRange(text, version, best));
    if (versions.length > 0 && (otherWords <= MAX_WORDS_BESIDE_VERSION || canBeAbout(best, 'versions'))) {
      return { kind: 'versions', versions, server };
    }
    const [nearest = ''] = decide(ranked) === 'unknown' ? [] : nearestTopics(ranked, 1);
    const asked = canBeAbout(nearest, 'dates') ? findAskedDate(text, localNow) : null;
    if (asked) return { kind: 'date', asked };
    const rows = canBeAbout(best, 'features') ? findAskedRows(text) : [];
    return rows.length > 0 ? { kind: 'rows', rows } : null;
  }

  const rank = createIntentRanker({ guide, recognise });

  let index: PassageIndex | null = null;
  const searchHere: PassageSearch = (text, { ranked, context, localNow }) => {
    index ??= indexPassages(guide.notice);
    const phase = phaseIn(guide, localNow);
    return rankPassages(text, [{ guide, index, phase, ranked, weight: 1 }], context);
  };

  function understand(
    text: string,
    localNow: LocalNow,
    { search = searchHere, context = null }: ReadingOptions = {},
  ): Understood {
    const ranked = rank(context === null ? text : `${text} ${context}`);
    const named = findNamed(text, ranked, localNow);
    const [best] = ranked;
    const byTopic = decide(ranked);
    const asked = withoutOwnRange(text, best?.intent ?? '');
    const found = search(asked, { ranked, context, localNow });
    const own = found.find(({ intents }) => intents.includes(best?.intent ?? ''));
    const isAboutTopic = byTopic === 'answer' && isGeneral(asked, [guide]) && !isSaidElsewhere(found[0], own);
    const passages = isAboutTopic ? [] : found.filter((each, i) => i < MOST_PASSAGES || each === own);
    const isSaid = byTopic === 'unknown' && saysIt(passages[0]);
    const decision = isSaid || (named && named.kind !== 'rows') ? 'answer' : byTopic;
    // In a foreign script, a product's name may be all that was recognised: ask instead of answering.
    return {
      text,
      ranked,
      named,
      passages,
      decision: isMostlyForeign(text) && decision === 'answer' ? 'ask' : decision,
    };
  }

  return {
    understandAll(text, localNow, options) {
      const parts = text.includes('?') ? text.split(BETWEEN_QUESTIONS, MAX_PARTS) : [];
      const questions = parts.filter((part) => wordCount(part) >= MIN_QUESTION_WORDS);
      if (questions.length < 2) return [understand(text, localNow, options)];
      const answered = questions
        .map((question) => understand(question, localNow, options))
        .filter(({ decision }) => decision === 'answer');
      const distinct = [
        ...new Map(answered.map((question) => [question.ranked[0]?.intent, question])).values(),
      ];
      return distinct.length > 1 ? distinct.slice(0, 2) : [understand(text, localNow, options)];
    },

    understandFollowUp(lastTopic, text, localNow) {
      const last = guide.entries.get(lastTopic);
      if (!last) return understand(text, localNow);
      const likely = rank(`${text} ${last.question}`)
        .filter(({ intent }) => intent !== lastTopic && guide.entries.get(intent)?.map.id === guide.notice.id)
        .map(({ intent, confidence }) => ({
          intent,
          weight: confidence * (last.intent.followUps.includes(intent) ? FOLLOW_UP_FACTOR : 1),
        }))
        .sort((a, b) => b.weight - a.weight);
      const sum = likely.reduce((total, { weight }) => total + weight, 0) || 1;
      const ranked = likely.map(({ intent, weight }) => ({ intent, confidence: weight / sum }));
      const decision = (ranked[0]?.confidence ?? 0) >= ANSWER_FOLLOW_UP_FROM ? 'answer' : 'ask';
      return { text, decision, ranked, named: null, passages: [] };
    },
  };
}

/** The versions at the ends of a rule's ranges, as they are written. */
function rangeEndsOf(affects: Guide['notice']['affects']): Set<string> {
  if (affects === 'everyone') return new Set();
  return new Set(affects.flatMap(({ versions = '' }) => versions.match(/\d+(?:\.\d+)*/g) ?? []));
}

/** The answer; null when the documents have none. With the decision to ask, it is the nearest that they have. */
export function answerFor(understood: Understood, guide: Guide, localNow: LocalNow): Answer | null {
  const { decision, ranked, named, passages } = understood;
  if (decision === 'unknown') return null;
  const [{ intent, confidence } = { intent: OUT_OF_SCOPE, confidence: 1 }] = ranked;
  const isAboutBot = (guide.entries.get(intent)?.map ?? guide.notice) !== guide.notice;
  if (isAboutBot && decision === 'answer') return answerIntent(guide, intent, localNow);
  const topic = confidence >= TOPIC_FROM && !isAboutBot ? answerIntent(guide, intent, localNow) : null;
  const computed = named ? answerNamed(named, intent, guide, localNow) : null;
  const isFeature = named?.kind === 'rows';
  if (computed && named?.kind === 'date') return computed;
  const own = passages.find((passage) => isSame(passage.guide, guide) && passage.intents.includes(intent));
  const [best] = passages;
  if (computed && isFeature && !saysMore(best, passages)) return computed;
  const isTopicFirst =
    topic !== null &&
    decision === 'answer' &&
    (!best || (own && (own.score >= NEARLY_BEST * best.score || own.coverage >= best.coverage)));
  const isNear = (best?.coverage ?? 0) < IS_NEAR;
  if (decision === 'ask' && isNear && !computed && (best?.score ?? 0) < NEAR_FROM) return null;
  const shown = passages
    .slice(0, 2)
    .filter(({ score }) => score >= NEXT_BEST * (best?.score ?? 0))
    .filter((passage) => passage !== own && (!computed || isFeature || isAbout(passage, named, guide)));
  const said = shown.flatMap(
    (passage) => answerPassage(isSame(passage.guide, guide) ? guide : passage.guide, passage, localNow) ?? [],
  );
  const below = topic ? [topic] : [];
  const [first, ...others] =
    isFeature && computed
      ? [...said, computed]
      : computed
        ? [computed, ...said]
        : isTopicFirst
          ? [topic, ...said]
          : [...said, ...below];
  if (!first) return null;
  const joined = joinAnswers(first, others);
  return {
    ...joined,
    intent,
    paragraphs: isNear && !computed && !isTopicFirst ? [NEAREST, ...joined.paragraphs] : joined.paragraphs,
    followUps: followUpsOf(understood, { shown, own, topic: topic ?? first }, guide),
  };
}

/** What is offered below an answer: the next two passages, then topics: in doubt the likeliest, else those behind the topic. */
function followUpsOf(
  { decision, ranked, passages }: Understood,
  { shown, own, topic }: { shown: readonly RankedPassage[]; own: RankedPassage | undefined; topic: Answer },
  guide: Guide,
): Topic[] {
  const next = passages
    .filter((passage) => passage !== own && !shown.includes(passage))
    .slice(0, NEXT_PASSAGES);
  const likely = decision === 'ask' ? topicsOf(guide, nearestTopics(ranked)) : topic.followUps;
  return [...passageTopics(next), ...likely.slice(0, MOST_FOLLOW_UPS - next.length)];
}

/** Whether a passage says what is asked, whatever the topics. */
function saysIt(passage: RankedPassage | undefined): boolean {
  return passage !== undefined && passage.coverage + SCORE_PART * passage.score >= SAYS;
}

/** Whether the best passage is about more of the question than the comparison, whose rows it names. */
function saysMore(best: RankedPassage | undefined, passages: readonly RankedPassage[]): boolean {
  const rows = passages.find(({ intents }) => intents.includes(COMPARISON));
  return (best?.coverage ?? 0) >= MORE_WORDS * Math.max(rows?.coverage ?? 0, LEAST_COVERAGE);
}

/** The intent whose table has the features. */
const COMPARISON = 'compare';
const MORE_WORDS = 1.5;
const LEAST_COVERAGE = 0.3;

/** Whether a passage says something about a version that was named, beside the row that its verdict in `judged` is from. */
function isAbout({ guide, section: id, quote }: RankedPassage, named: Named | null, judged: Guide): boolean {
  if (named?.kind !== 'versions') return false;
  const said = guide.notice.sections.find((section) => section.id === id)?.quotes[quote];
  if (!said || (said.table !== undefined && isSame(guide, judged))) return false;
  return named.versions.some((version) => said.text.includes(version));
}

/** The same notice, with or without the tenant's own deadline. */
function isSame(one: Guide, other: Guide): boolean {
  return one.notice.id === other.notice.id;
}

/** Before a passage that has few of the question's words. */
const NEAREST = 'My documents do not say this in so many words. The nearest that they have:';

function answerNamed(named: Named, intent: string, guide: Guide, localNow: LocalNow): Answer | null {
  switch (named.kind) {
    case 'rows':
      return answerRows(guide, intent, named.rows);
    case 'versions':
      return answerVersions(guide, named, localNow);
    case 'date':
      return answerDate(guide, named.asked, localNow);
  }
}

/** The topics to offer instead of an answer. */
export function topicsFor({ ranked }: Understood, guide: Guide): Topic[] {
  return topicsOf(guide, nearestTopics(ranked));
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/).length;
}
