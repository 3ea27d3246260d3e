import { collectVocabulary, countFeatures, toVector, type Vector, type Vocabulary } from './features.ts';

/** A way in which somebody asks for an intent. */
export interface Example {
  intent: string;
  text: string;
}

/** One weight for each feature and intent: the intents of a feature lie beside each other. */
export interface LinearModel extends Vocabulary {
  intents: string[];
  weights: Float32Array;
  biases: Float32Array;
}

/** Chosen by cross-validation; between half and twice of each, the figures move by less than a point. */
const EPOCHS = 20;
const LEARNING_RATE = 0.2;
const LAST_RATE = 0.01;
const BIAS_RATE = 0.02;
const L2 = 4e-4;
/** The model is the mean over the epochs from this one on, which takes the chance of the order out of it. */
const AVERAGED_FROM = EPOCHS / 2;

/** Multinomial logistic regression with L2, by AdaGrad. The same examples give the same model, to the bit. */
export function trainModel(
  examples: readonly Example[],
  onProgress: (share: number) => void = () => {},
): LinearModel {
  onProgress(0);
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const counts = examples.map(({ text }) => countFeatures(text));
  const vocabulary = collectVocabulary(counts);
  const vectors = counts.map((count) => toVector(count, vocabulary));
  const labels = examples.map(({ intent }) => intents.indexOf(intent));
  const size = vocabulary.rarity.length * intents.length;
  const model = {
    ...vocabulary,
    intents,
    weights: new Float32Array(size),
    biases: new Float32Array(intents.length),
  };
  const squares = new Float32Array(size).fill(1e-8);
  const sum = new Float32Array(size);
  const order = examples.map((_, i) => i);
  const random = randomNumbers(1);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS) + LAST_RATE;
    for (const i of order) {
      const vector = vectors[i];
      if (vector) learn({ model, squares, vector, label: labels[i] ?? 0, rate });
    }
    if (epoch >= AVERAGED_FROM) model.weights.forEach((weight, i) => (sum[i] = (sum[i] ?? 0) + weight));
    onProgress((epoch + 1) / EPOCHS);
  }
  return { ...model, weights: sum.map((total) => total / (EPOCHS - AVERAGED_FROM)) };
}

/** The logarithm of how likely each intent is, but for a constant. */
export function scoreIntents(model: LinearModel, text: string): Float64Array {
  return scoreVector(model, toVector(countFeatures(text), model));
}

/** Probabilities from scores; a temperature above 1 makes them more modest. */
export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - highest) / temperature));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

function scoreVector({ weights, biases }: LinearModel, { places, values }: Vector): Float64Array {
  const scores = Float64Array.from(biases);
  const width = scores.length;
  for (let f = 0; f < places.length; f++) {
    const base = (places[f] ?? 0) * width;
    const value = values[f] ?? 0;
    for (let c = 0; c < width; c++) scores[c] = (scores[c] ?? 0) + (weights[base + c] ?? 0) * value;
  }
  return scores;
}

function learn({
  model,
  squares,
  vector,
  label,
  rate,
}: {
  model: LinearModel;
  squares: Float32Array;
  vector: Vector;
  label: number;
  rate: number;
}): void {
  const { weights, biases } = model;
  const errors = softmax(scoreVector(model, vector));
  errors[label] = (errors[label] ?? 0) - 1;
  const width = errors.length;
  for (let f = 0; f < vector.places.length; f++) {
    const base = (vector.places[f] ?? 0) * width;
    const value = vector.values[f] ?? 0;
    for (let c = 0; c < width; c++) {
      const weight = weights[base + c] ?? 0;
      const slope = (errors[c] ?? 0) * value + L2 * weight;
      const square = (squares[base + c] ?? 0) + slope * slope;
      squares[base + c] = square;
      weights[base + c] = weight - (rate * slope) / Math.sqrt(square);
    }
  }
  for (let c = 0; c < width; c++) biases[c] = (biases[c] ?? 0) - BIAS_RATE * rate * (errors[c] ?? 0);
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
}

/** mulberry32: numbers from 0 to below 1 that look random and are the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
