import { answerIntent, answerRows, topicsOf, type Answer, type Topic } from './guidance/answer.ts';
import type { Guide } from './guidance/guide.ts';
import type { Moment } from './guidance/moments.ts';
import { createRowFinder } from './recognition/asked-rows.ts';
import { decide, nearestTopics, type Decision } from './recognition/decide.ts';
import { OUT_OF_SCOPE, type RankedIntent, type Recogniser } from './recognition/recogniser.ts';

/** What a message is taken to ask, and what is done about it. The same message is always taken alike. */
export interface Understood {
  decision: Decision;
  /** The likeliest first. */
  ranked: RankedIntent[];
  /** Rows of the comparison that the message names, by their index. */
  rows: number[];
}

/** Intents whose answer may be some rows of the comparison. */
const ABOUT_FEATURES = ['cloud-sync-fit', 'compare'];

/** Where one question ends and the next begins: after a question mark, or at an "and" that asks on. */
const BETWEEN_QUESTIONS =
  /(?<=\?)\s+|[\s,;]+and\s+(?=(?:what|when|where|which|who|why|how|is|are|can|could|do|does|should|will|would)\b)/i;
const FEWEST_WORDS = 3;

export interface Reader {
  /** The whole text as one question. */
  understand(text: string): Understood;
  /**
   * The questions of a message: two when it holds two that are surely about different things, else the
   * whole of it as one. What is no question is context and gets no answer of its own.
   */
  understandAll(text: string): Understood[];
}

export function createReader({ guide, recognise }: { guide: Guide; recognise: Recogniser }): Reader {
  const table = guide.entries.get('compare')?.intent.guidance.table;
  const findAskedRows = createRowFinder(table?.rows.map(([name = '']) => name) ?? []);

  function understand(text: string): Understood {
    const ranked = recognise(text);
    const isAboutFeatures = ABOUT_FEATURES.includes(ranked[0]?.intent ?? '');
    return { decision: decide(ranked), ranked, rows: isAboutFeatures ? findAskedRows(text) : [] };
  }

  function understandAll(text: string): Understood[] {
    const parts = text.includes('?') ? text.split(BETWEEN_QUESTIONS) : [];
    const questions = parts.filter((part) => part.trim().split(/\s+/).length >= FEWEST_WORDS);
    if (questions.length < 2) return [understand(text)];
    const answered = questions.map(understand).filter(({ decision }) => decision === 'answer');
    const distinct = [
      ...new Map(answered.map((question) => [question.ranked[0]?.intent, question])).values(),
    ];
    return distinct.length > 1 ? distinct.slice(0, 2) : [understand(text)];
  }

  return { understand, understandAll };
}

/** The answer, when the decision is to answer and the documents have one. */
export function answerFor(
  { decision, ranked, rows }: Understood,
  guide: Guide,
  moment: Moment,
): Answer | null {
  if (decision !== 'answer') return null;
  const intent = ranked[0]?.intent ?? OUT_OF_SCOPE;
  return (rows.length > 0 && answerRows(guide, intent, rows)) || answerIntent(guide, intent, moment);
}

/** The topics to offer instead of an answer. */
export function topicsFor({ ranked }: Understood, guide: Guide): Topic[] {
  return topicsOf(guide, nearestTopics(ranked));
}
