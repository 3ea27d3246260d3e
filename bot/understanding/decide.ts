import { OUT_OF_SCOPE, type RankedIntent } from './recogniser.ts';

/** What the bot does with a message: answer it, ask which of a few topics is meant, or say that it doesn't know. */
export type Decision = 'answer' | 'ask' | 'unknown';

/**
 * The lowest confidence at which the best guess is answered without asking. Of the multiples of 0.05, it is the
 * lowest at which at most 3.5 % of all messages are answered wrongly in cross-validation over the phrases, where
 * no alternative intent counts as right:
 *
 * | threshold | wrong, cross-validation | wrong, labelled messages | in scope and answered, labelled messages |
 * | --- | --- | --- | --- |
 * | 0.7 | 3.9 % | 0.7 % | 85 % |
 * | 0.75 | 3.3 % | 0.7 % | 81 % |
 * | 0.8 | 2.6 % | 0.7 % | 78 % |
 */
const ANSWER_FROM = 0.75;
/** From this confidence on, a topic outweighs what fits the words better: a passage, or the message without a name. */
const SURE_FROM = 0.8;
/**
 * The lowest confidence at which the reply asks whether the best guess is meant; below it, the reply says that
 * it doesn't know. Both replies offer the nearest topics. Below 0.25 the best guess is right in 1 of 4 cases,
 * between 0.25 and 0.4 in 1 of 3.
 */
const ASK_FROM = 0.25;
/**
 * The lowest confidence at which a message counts as out of scope; below it, the reply asks. Of the in-scope
 * messages whose best guess is out of scope, 2 of 5 are below it; of those really out of scope, 1 of 20.
 */
const UNKNOWN_FROM = 0.6;

/** Decides by the confidence of the best guess; `ranked` starts with the most likely intent. */
export function decide(ranked: readonly RankedIntent[]): Decision {
  const [best] = ranked;
  if (!best) return 'unknown';
  if (best.intent === OUT_OF_SCOPE) return best.confidence >= UNKNOWN_FROM ? 'unknown' : 'ask';
  if (best.confidence >= ANSWER_FROM) return 'answer';
  return best.confidence >= ASK_FROM ? 'ask' : 'unknown';
}

/** Whether the best guess is a topic that is surer than it has to be to be answered. */
export function isSure([best]: readonly RankedIntent[]): boolean {
  return best !== undefined && best.intent !== OUT_OF_SCOPE && best.confidence >= SURE_FROM;
}

/** What is said to the bot. */
export const TO_BOT: readonly string[] = ['greeting-help', 'thanks-bye', 'human-handoff'];
/** What a message may be, but nobody looks for; a card that offers topics has its own button to ask a person. */
const NO_TOPICS: readonly string[] = [OUT_OF_SCOPE, ...TO_BOT];

/** The most likely intents that are topics, the most likely first. */
export function nearestTopics(ranked: readonly RankedIntent[], limit = 3): string[] {
  return ranked
    .map(({ intent }) => intent)
    .filter((intent) => !NO_TOPICS.includes(intent))
    .slice(0, limit);
}
