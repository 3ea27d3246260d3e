import { BUCKETS, vectorOf, type Vector } from './features.ts';
import type { Phrase } from './guide.ts';

export const OUT_OF_SCOPE = 'none';

export interface RankedIntent {
  intent: string;
  /** 0 to 1; all of them together are 1. */
  confidence: number;
}

/** The intents that `text` may mean, the likeliest first. */
export type Recogniser = (text: string) => RankedIntent[];

const EPOCHS = 12;
const LEARNING_RATE = 0.9;

/** Learns from phrases: a linear model over the text's features, each intent's weights beside each other. */
export function trainRecogniser(phrases: readonly Phrase[]): Recogniser {
  const intents = [...new Set(phrases.map(({ intent }) => intent))];
  const weights = new Float32Array(BUCKETS * intents.length);
  const examples = phrases.map(({ intent, text }) => ({
    label: intents.indexOf(intent),
    vector: vectorOf(text),
  }));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS) * 10;
    for (const index of order(examples.length, epoch)) {
      const example = examples[index];
      if (example) learn(weights, intents.length, example, rate);
    }
  }
  return (text) => {
    const scores = score(weights, intents.length, vectorOf(text));
    return intents
      .map((intent, i) => ({ intent, confidence: scores[i] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
  };
}

function learn(
  weights: Float32Array,
  classes: number,
  { label, vector }: { label: number; vector: Vector },
  rate: number,
): void {
  const errors = score(weights, classes, vector).map((probability, i) => (i === label ? 1 : 0) - probability);
  for (let f = 0; f < vector.indexes.length; f++) {
    const base = (vector.indexes[f] ?? 0) * classes;
    const step = rate * (vector.values[f] ?? 0);
    for (let c = 0; c < classes; c++) weights[base + c] = (weights[base + c] ?? 0) + step * (errors[c] ?? 0);
  }
}

/** Probabilities by softmax. */
function score(weights: Float32Array, classes: number, { indexes, values }: Vector): Float64Array {
  const sums = new Float64Array(classes);
  for (let f = 0; f < indexes.length; f++) {
    const base = (indexes[f] ?? 0) * classes;
    const value = values[f] ?? 0;
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] ?? 0) + (weights[base + c] ?? 0) * value;
  }
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

/** Every index once, in an order that looks random and is the same each time. */
function order(length: number, seed: number): number[] {
  let state = (seed + 1) * 0x9e3779b9;
  const indexes = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    const j = Math.abs(state) % (i + 1);
    [indexes[i], indexes[j]] = [indexes[j] ?? 0, indexes[i] ?? 0];
  }
  return indexes;
}
