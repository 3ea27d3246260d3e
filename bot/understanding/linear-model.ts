import { collectVocabulary, createVectorizer, type Vector, type Vocabulary } from './features.ts';

/** A text that people type for an intent: one training example. */
export interface Example {
  intent: string;
  text: string;
}

/** A linear classifier. `weights` has one row for each feature of the vocabulary, one column for each intent. */
export interface LinearModel extends Vocabulary {
  intents: string[];
  weights: Float32Array;
  biases: Float32Array;
}

/** Chosen by cross-validation. Half or twice any of them changes the results by less than a percentage point. */
const EPOCHS = 12;
const LEARNING_RATE = 0.2;
/** Added to the falling learning rate, so that the last epoch still learns. */
const MIN_LEARNING_RATE = 0.01;
const BIAS_RATE = 0.02;
const L2 = 2e-4;
/** The share of a text's features that each epoch leaves out, so that no single word decides alone. */
const DROPPED = 0.2;
/** The weights are averaged from this epoch on, so that the order of the examples matters less. */
const AVERAGED_FROM = EPOCHS / 2;

/**
 * Trains multinomial logistic regression with L2 regularisation by AdaGrad. The same examples give the same
 * model, bit for bit; their order changes it by rounding alone.
 * @param onProgress is called with the share done, 0 to 1, before the first epoch and after each.
 */
export function trainModel(
  examples: readonly Example[],
  onProgress: (share: number) => void = () => {},
): LinearModel {
  onProgress(0);
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const texts = examples.map(({ text }) => text);
  const vocabulary = collectVocabulary(texts);
  const vectors = texts.map(createVectorizer(vocabulary));
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
  const seeds = texts.map(seedOf);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const streams = seeds.map((seed) => randomNumbers(seed + epoch));
    const places = streams.map((random) => random());
    const order = examples.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS) + MIN_LEARNING_RATE;
    for (const i of order) {
      const [vector, random] = [vectors[i], streams[i]];
      if (vector && random)
        learn({ model, squares, vector: thinOut(vector, random), label: labels[i] ?? 0, rate });
    }
    if (epoch >= AVERAGED_FROM) model.weights.forEach((weight, i) => (sum[i] = (sum[i] ?? 0) + weight));
    onProgress((epoch + 1) / EPOCHS);
  }
  return { ...model, weights: sum.map((total) => total / (EPOCHS - AVERAGED_FROM)) };
}

/** Makes a function that returns a text's score for each intent: the logarithm of its probability plus a constant. */
export function createScorer(model: LinearModel): (text: string) => Float64Array {
  const vectorize = createVectorizer(model);
  return (text) => scoreVector(model, vectorize(text));
}

/** Probabilities from scores; a temperature above 1 moves them closer together. */
export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - highest) / temperature));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

function scoreVector({ weights, biases }: LinearModel, { indexes, values }: Vector): Float64Array {
  const scores = Float64Array.from(biases);
  const width = scores.length;
  for (let f = 0; f < indexes.length; f++) {
    const base = (indexes[f] ?? 0) * width;
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
  for (let f = 0; f < vector.indexes.length; f++) {
    const base = (vector.indexes[f] ?? 0) * width;
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

/** A vector without some of its features; the length of what is left stays the same on average. */
function thinOut({ indexes, values }: Vector, random: () => number): Vector {
  const kept = { indexes: new Uint32Array(indexes.length), values: new Float32Array(values.length) };
  let size = 0;
  for (let f = 0; f < indexes.length; f++) {
    if (random() < DROPPED) continue;
    kept.indexes[size] = indexes[f] ?? 0;
    kept.values[size++] = (values[f] ?? 0) / Math.sqrt(1 - DROPPED);
  }
  return { indexes: kept.indexes.subarray(0, size), values: kept.values.subarray(0, size) };
}

/**
 * Where chance begins for a text (FNV-1a). Its own words decide its place in each epoch and what is left out of it, so
 * that an example that is added elsewhere changes little of what is learned from the others.
 */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The mulberry32 generator: numbers from 0 (included) to 1 (excluded), always the same for a seed. */
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
