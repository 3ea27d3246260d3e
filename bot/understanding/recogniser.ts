import { createScorer, softmax, trainModel, type Example } from './linear-model.ts';
import type { CalibratedModel } from './model-file.ts';
import { withoutMentions } from './words.ts';

/** The intent of every message that the documents do not answer. */
export const OUT_OF_SCOPE = 'none';

/** An intent and how likely it is to be what a message means. */
export interface RankedIntent {
  intent: string;
  /** Probability, 0 to 1; the probabilities of all intents add up to 1. */
  confidence: number;
}

/** Ranks every intent by how likely `text` means it, the most likely first. Accepts any text; most take under 1 ms. */
export type Recogniser = (text: string) => RankedIntent[];

/**
 * Turns scores into calibrated probabilities: of the guesses with confidence 0.5, about half are right.
 * `npm run eval` without a file prints the value that fits the current phrases best.
 */
const TEMPERATURE = 0.75;

/**
 * Trains a model on phrases, about 5 seconds for 15,000 of them. The same phrases give the same model.
 * @param onProgress is called with the share done, 0 to 1.
 */
export function trainCalibrated(
  examples: readonly Example[],
  onProgress?: (share: number) => void,
): CalibratedModel {
  return { ...trainModel(examples, onProgress), temperature: TEMPERATURE };
}

const HELP = 'greeting-help';
/** A mention of the bot alone, or with a question mark, asks for help; it has no word to learn. */
const CALLS = /^[\s?]*$/;

/** Makes a recogniser that ranks by `model`. */
export function createRecogniser(model: CalibratedModel): Recogniser {
  const score = createScorer(model);
  const knowsHelp = model.intents.includes(HELP);
  return (text) => {
    const ranked = rank(model.intents, score(text), model.temperature);
    if (!knowsHelp || !CALLS.test(withoutMentions(text))) return ranked;
    const others = ranked.filter(({ intent }) => intent !== HELP);
    return [{ intent: HELP, confidence: 1 }, ...others.map(({ intent }) => ({ intent, confidence: 0 }))];
  };
}

/** Turns the score of each intent into its probability; the most likely first. */
export function rank(intents: readonly string[], scores: Float64Array, temperature: number): RankedIntent[] {
  const confidences = softmax(scores, temperature);
  return intents
    .map((intent, i) => ({ intent, confidence: confidences[i] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
}
