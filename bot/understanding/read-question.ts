import { answerDate } from '../guidance/answer-date.ts';
import { answerVersions } from '../guidance/answer-versions.ts';
import { answerPassage, type PassagePlace } from '../guidance/answer-passage.ts';
import { answerIntent, answerRows, topicsOf, type Answer, type Topic } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { findAskedDate, type AskedDate } from './asked-date.ts';
import { createPassageFinder } from './asked-passage.ts';
import { createRowFinder } from './asked-rows.ts';
import { decide, nearestTopics, type Decision } from './decide.ts';
import { findVersions, isRangeEnd } from './named-versions.ts';
import { createNameHider } from './nameless.ts';
import { createIntentRanker } from './rank-intents.ts';
import { isMostlyForeign } from './words.ts';
import { OUT_OF_SCOPE, type RankedIntent, type Recogniser } from './recogniser.ts';

/** What a message names beyond its topic, and its answer is about. */
export type Named =
  /** Indexes of rows of the comparison table. */
  | { kind: 'rows'; rows: number[] }
  | { kind: 'versions'; versions: string[]; server: string | null }
  | { kind: 'date'; asked: AskedDate }
  | { kind: 'passage'; place: PassagePlace };

/** How a message, or one question of it, was understood. */
export interface Understood {
  /** The message, or one question of it. */
  text: string;
  decision: Decision;
  /** The most likely intent first. */
  ranked: RankedIntent[];
  /** Null when the message names nothing beyond its topic. */
  named: Named | null;
}

/** With at most this many other words, a message is about the version that it names, whatever its intent. */
const MAX_WORDS_BESIDE_VERSION = 2;

/** How much the words must tell that a passage has, beside an intent that is sure and without one. */
const MIN_TELLING = 1;
const MIN_TELLING_ALONE = 0.6;

/** Where one question ends and the next begins: after a question mark, or at an "and" before a question word. */
const BETWEEN_QUESTIONS =
  /(?<=\?)\s+|[\s,;]{1,4}and\s{1,4}(?=(?:what|when|where|which|who|why|how|is|are|can|could|do|does|should|will|would)\b)/i;
/** A shorter part of a message is not a question of its own. */
const MIN_QUESTION_WORDS = 3;
/** Nobody asks more at once; the rest of a message is not searched for questions. */
const MAX_PARTS = 20;

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

/** Understands questions about one notice. */
export interface QuestionReader {
  /**
   * The questions of a message: two when it contains at least two that can be answered and have different
   * intents, else the whole message as one. Sentences that are not questions get no answer of their own.
   */
  understandAll(text: string, localNow: LocalNow): Understood[];
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
  const findPassage = createPassageFinder(guide);
  const findAskedRows = createRowFinder(table?.rows.map(([name = '']) => name) ?? []);

  /** What has the very words of a message: for one that no intent fits, and in a notice that nobody has written phrases for. */
  function findNamedPassage(text: string, ranked: readonly RankedIntent[]): Named | null {
    const isSure = decide(ranked) === 'answer';
    if (isSure && guide.phrases.length > 0) return null;
    const found = findPassage(text);
    if (!found || found.weight < (isSure ? MIN_TELLING : MIN_TELLING_ALONE)) return null;
    return { kind: 'passage', place: { section: found.section, row: found.row } };
  }

  /** The version at an end of the notice's own range names the notice, unless the question is about that version. */
  function isOwnRange(text: string, version: string, best: string): boolean {
    if (!rangeEnds.has(version)) return false;
    return canBeAbout(best, 'own range') || isRangeEnd(text, version);
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
    return rows.length > 0 ? { kind: 'rows', rows } : findNamedPassage(text, ranked);
  }

  const rank = createIntentRanker({ guide, recognise });

  function understand(text: string, localNow: LocalNow): Understood {
    const ranked = rank(text);
    const named = findNamed(text, ranked, localNow);
    const decision = named && named.kind !== 'rows' ? 'answer' : decide(ranked);
    // In a foreign script, a product's name may be all that was recognised: ask instead of answering.
    return {
      text,
      ranked,
      named,
      decision: isMostlyForeign(text) && decision === 'answer' ? 'ask' : decision,
    };
  }

  return {
    understandAll(text, localNow) {
      const parts = text.includes('?') ? text.split(BETWEEN_QUESTIONS, MAX_PARTS) : [];
      const questions = parts.filter((part) => wordCount(part) >= MIN_QUESTION_WORDS);
      if (questions.length < 2) return [understand(text, localNow)];
      const answered = questions
        .map((question) => understand(question, localNow))
        .filter(({ decision }) => decision === 'answer');
      const distinct = [
        ...new Map(answered.map((question) => [question.ranked[0]?.intent, question])).values(),
      ];
      return distinct.length > 1 ? distinct.slice(0, 2) : [understand(text, localNow)];
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
      return { text, decision, ranked, named: null };
    },
  };
}

/** The versions at the ends of a rule's ranges, as they are written. */
function rangeEndsOf(affects: Guide['notice']['affects']): Set<string> {
  if (affects === 'everyone') return new Set();
  return new Set(affects.flatMap(({ versions = '' }) => versions.match(/\d+(?:\.\d+)*/g) ?? []));
}

/** The answer; null when the decision is not to answer or the documents have none. */
export function answerFor(
  { decision, ranked, named }: Understood,
  guide: Guide,
  localNow: LocalNow,
): Answer | null {
  if (decision !== 'answer') return null;
  const intent = ranked[0]?.intent ?? OUT_OF_SCOPE;
  return (named && answerNamed(named, intent, guide, localNow)) ?? answerIntent(guide, intent, localNow);
}

function answerNamed(named: Named, intent: string, guide: Guide, localNow: LocalNow): Answer | null {
  switch (named.kind) {
    case 'rows':
      return answerRows(guide, intent, named.rows);
    case 'versions':
      return answerVersions(guide, named, localNow);
    case 'date':
      return answerDate(guide, named.asked, localNow);
    case 'passage':
      return answerPassage(guide, named.place, localNow);
  }
}

/** The topics to offer instead of an answer. */
export function topicsFor({ ranked }: Understood, guide: Guide): Topic[] {
  return topicsOf(guide, nearestTopics(ranked));
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/).length;
}
