import { createScorer, softmax, trainModel, type Example } from './linear-model.ts';

/** An example and its scores from a model that was not trained on it. */
export interface Unseen {
  example: Example;
  intents: readonly string[];
  scores: Float64Array;
}

const FOLDS = 4;

/** K-fold cross-validation: scores each example with a model trained on the other folds. */
export function crossValidate(examples: readonly Example[], folds = FOLDS): Unseen[] {
  return Array.from({ length: folds }, (_, fold) => {
    const model = trainModel(examples.filter((_, i) => i % folds !== fold));
    const score = createScorer(model);
    return examples
      .filter((_, i) => i % folds === fold)
      .map((example) => ({ example, intents: model.intents, scores: score(example.text) }));
  }).flat();
}

/** The temperature from 0.3 to 3, in steps of 0.05, with the lowest log loss. */
export function fitTemperature(unseen: readonly Unseen[]): number {
  const candidates = Array.from({ length: 55 }, (_, i) => 0.3 + i * 0.05);
  const losses = candidates.map((temperature) =>
    unseen.reduce((loss, { example, intents, scores }) => {
      const right = softmax(scores, temperature)[intents.indexOf(example.intent)] ?? 0;
      return loss - Math.log(Math.max(right, 1e-9));
    }, 0),
  );
  return candidates[losses.indexOf(Math.min(...losses))] ?? 1;
}
