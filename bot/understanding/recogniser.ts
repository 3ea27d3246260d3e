import { scoreIntents, softmax, trainModel, type Example } from './linear-model.ts';
import type { CalibratedModel } from './model-file.ts';

/** The intent of everything that the documents do not answer. */
export const OUT_OF_SCOPE = 'none';

export interface RankedIntent {
  intent: string;
  /** How likely it is to be right, 0 to 1; all of them together are 1. */
  confidence: number;
}

/** The intents that `text` may mean, the likeliest first. Takes any text; less than a millisecond for most. */
export type Recogniser = (text: string) => RankedIntent[];

/**
 * Makes the scores probabilities: at 0.65, of the guesses that say 0.5 as many are right as say so, and so on.
 * `npm run eval -- FILE --cross-validate` fits it anew on texts that the model has not seen.
 */
const TEMPERATURE = 0.65;

/** Trains on phrases: some five seconds for 9,000 of them. The same phrases give the same model. */
export function trainCalibrated(
  examples: readonly Example[],
  onProgress?: (share: number) => void,
): CalibratedModel {
  return { ...trainModel(examples, onProgress), temperature: TEMPERATURE };
}

export function createRecogniser(model: CalibratedModel): Recogniser {
  return (text) => rank(model.intents, scoreIntents(model, text), model.temperature);
}

/** Intents with their probabilities, the likeliest first. */
export function rank(intents: readonly string[], scores: Float64Array, temperature: number): RankedIntent[] {
  const confidences = softmax(scores, temperature);
  return intents
    .map((intent, i) => ({ intent, confidence: confidences[i] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
}
