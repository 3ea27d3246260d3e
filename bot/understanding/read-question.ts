import { answerDate } from '../guidance/answer-date.ts';
import { answerVersions } from '../guidance/answer-versions.ts';
import { answerIntent, answerRows, topicsOf, type Answer, type Topic } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { findAskedDate, type AskedDate } from './asked-date.ts';
import { createRowFinder } from './asked-rows.ts';
import { decide, nearestTopics, type Decision } from './decide.ts';
import { findVersions } from './named-versions.ts';
import { isMostlyForeign } from './words.ts';
import { OUT_OF_SCOPE, type RankedIntent, type Recogniser } from './recogniser.ts';

/** What a message names that its answer is made of, beyond its topic. */
export type Named =
  /** Rows of the comparison, by their index. */
  | { kind: 'rows'; rows: number[] }
  | { kind: 'versions'; versions: string[]; server: string | null }
  | { kind: 'date'; asked: AskedDate };

/** What a message is taken to ask, and what is done about it. */
export interface Understood {
  /** The words that were taken so: the message, or one question of it. */
  text: string;
  decision: Decision;
  /** The likeliest first. */
  ranked: RankedIntent[];
  named: Named | null;
}

/** Intents whose answer may be some rows of the comparison. */
const ABOUT_FEATURES = ['cloud-sync-fit', 'compare'];

/** Intents whose answer may be what the documents say of a version. */
const ABOUT_VERSIONS = [
  'support-status',
  'am-i-affected',
  'version-history',
  'deprecation-info',
  'what-is-v2',
  'impact',
  'deadline',
  'report-server',
];

/** Intents whose answer may be how a date stands to the cut-off. */
const ABOUT_DATES = ['deadline', 'impact', 'what-to-do', 'support-status', 'next-steps', 'upgrade-v2'];

/** A version with fewer other words than these is asked about for its own sake. */
const HARDLY_ANY_WORDS = 2;

/** Where one question ends and the next begins: after a question mark, or at an "and" that asks on. */
const BETWEEN_QUESTIONS =
  /(?<=\?)\s+|[\s,;]+and\s+(?=(?:what|when|where|which|who|why|how|is|are|can|could|do|does|should|will|would)\b)/i;
const FEWEST_WORDS = 3;

/** "And how?", "what about cloud sync?": so short that it leans on what was said before. */
const MOST_LEANING_WORDS = 5;
/** A topic that the last answer led on to is meant this many times as often. */
const FOLLOW_UP_FACTOR = 3;
/** Of the topics that are left, the best is answered from here on. */
const LEANING_ANSWER_FROM = 0.4;

export interface QuestionReader {
  /**
   * The questions of a message: two when it holds two that are surely about different things, else the
   * whole of it as one. What is no question is context and gets no answer of its own.
   */
  understandAll(text: string, localNow: LocalNow): Understood[];
  /** True when what was said before may tell more of what is meant. */
  leans(understood: readonly Understood[]): boolean;
  /** A short question after another one: `lastTopic` is the intent that was answered before. */
  understandAfter(lastTopic: string, text: string, localNow: LocalNow): Understood;
}

export function createQuestionReader({
  guide,
  recognise,
}: {
  guide: Guide;
  recognise: Recogniser;
}): QuestionReader {
  const table = guide.entries.get('compare')?.intent.guidance.table;
  const findAskedRows = createRowFinder(table?.rows.map(([name = '']) => name) ?? []);

  function findNamed(text: string, ranked: readonly RankedIntent[], localNow: LocalNow): Named | null {
    const best = ranked[0]?.intent ?? OUT_OF_SCOPE;
    const { versions, server, otherWords } = findVersions(text);
    if (versions.length > 0 && (otherWords <= HARDLY_ANY_WORDS || ABOUT_VERSIONS.includes(best))) {
      return { kind: 'versions', versions, server };
    }
    const [nearest = ''] = decide(ranked) === 'unknown' ? [] : nearestTopics(ranked, 1);
    const asked = ABOUT_DATES.includes(nearest) ? findAskedDate(text, localNow) : null;
    if (asked) return { kind: 'date', asked };
    const rows = ABOUT_FEATURES.includes(best) ? findAskedRows(text) : [];
    return rows.length > 0 ? { kind: 'rows', rows } : null;
  }

  function understand(text: string, localNow: LocalNow): Understood {
    const ranked = recognise(text);
    const named = findNamed(text, ranked, localNow);
    const decision = named && named.kind !== 'rows' ? 'answer' : decide(ranked);
    // A product's name in a sentence that cannot be read is no reason to answer outright.
    return {
      text,
      ranked,
      named,
      decision: isMostlyForeign(text) && decision === 'answer' ? 'ask' : decision,
    };
  }

  return {
    understandAll(text, localNow) {
      const parts = text.includes('?') ? text.split(BETWEEN_QUESTIONS) : [];
      const questions = parts.filter((part) => wordCount(part) >= FEWEST_WORDS);
      if (questions.length < 2) return [understand(text, localNow)];
      const answered = questions
        .map((question) => understand(question, localNow))
        .filter(({ decision }) => decision === 'answer');
      const distinct = [
        ...new Map(answered.map((question) => [question.ranked[0]?.intent, question])).values(),
      ];
      return distinct.length > 1 ? distinct.slice(0, 2) : [understand(text, localNow)];
    },

    leans: ([only, ...others]) =>
      only !== undefined &&
      others.length === 0 &&
      only.decision !== 'answer' &&
      wordCount(only.text) <= MOST_LEANING_WORDS,

    understandAfter(lastTopic, text, localNow) {
      const last = guide.entries.get(lastTopic);
      if (!last) return understand(text, localNow);
      const likely = recognise(`${text} ${last.question}`)
        .filter(({ intent }) => intent !== lastTopic && guide.entries.get(intent)?.map === guide.notice)
        .map(({ intent, confidence }) => ({
          intent,
          weight: confidence * (last.intent.followUps.includes(intent) ? FOLLOW_UP_FACTOR : 1),
        }))
        .sort((a, b) => b.weight - a.weight);
      const sum = likely.reduce((total, { weight }) => total + weight, 0) || 1;
      const ranked = likely.map(({ intent, weight }) => ({ intent, confidence: weight / sum }));
      const decision = (ranked[0]?.confidence ?? 0) >= LEANING_ANSWER_FROM ? 'answer' : 'ask';
      return { text, decision, ranked, named: null };
    },
  };
}

/** The answer, when the decision is to answer and the documents have one. */
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
  }
}

/** The topics to offer instead of an answer. */
export function topicsFor({ ranked }: Understood, guide: Guide): Topic[] {
  return topicsOf(guide, nearestTopics(ranked));
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/).length;
}
