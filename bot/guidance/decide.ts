import { OUT_OF_SCOPE, type RankedIntent } from './recognise.ts';

/** What the bot does with a message: answers it, asks which of a few topics is meant, or says that it does not know. */
export type Decision = 'answer' | 'ask' | 'unknown';

/** From this confidence on the best guess is answered outright; from the lower one on it is asked about. */
const ANSWER_FROM = 0.5;
const ASK_FROM = 0.25;

export function decide(ranked: readonly RankedIntent[]): Decision {
  const [best] = ranked;
  if (!best || best.intent === OUT_OF_SCOPE) return 'unknown';
  if (best.confidence >= ANSWER_FROM) return 'answer';
  return best.confidence >= ASK_FROM ? 'ask' : 'unknown';
}

/** The likeliest topics that are in scope, for "did you mean" and for "I do not know, but". */
export function nearestTopics(ranked: readonly RankedIntent[], limit = 3): string[] {
  return ranked
    .map(({ intent }) => intent)
    .filter((intent) => intent !== OUT_OF_SCOPE)
    .slice(0, limit);
}
