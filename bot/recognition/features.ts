import { stemOf, wordsOf } from './words.ts';

/** How many numbers a text is described by; features share them where their hashes do. */
export const BUCKETS = 1 << 17;

/** A text as numbers, most of them 0: the value at each index. */
export interface Vector {
  indexes: Uint32Array;
  values: Float32Array;
}

/** What a feature counts; chosen by cross-validation. */
const WEIGHTS = { word: 1, pair: 0.7, run: 0.2, sign: 0.5 };
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;
const LONGEST_WORD = 40;

/**
 * Counts a text's features by bucket: stemmed words, pairs of neighbours, runs of 3 to 5 letters inside a
 * word, which survive a typo, and signs of what kind of text it is: a question mark, its length.
 */
export function countFeatures(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (bucket: number, weight: number): void => {
    counts.set(bucket, (counts.get(bucket) ?? 0) + weight);
  };
  const add = (feature: string, weight: number): void => count(bucketOf(feature), weight);
  const words = wordsOf(text).map((word) => word.slice(0, LONGEST_WORD));
  const stems = words.map(stemOf);
  stems.forEach((stem, i) => {
    add(`w ${stem}`, WEIGHTS.word);
    add(`p ${stem} ${stems[i + 1] ?? '$'}`, WEIGHTS.pair);
    if (i === 0) add(`p ^ ${stem}`, WEIGHTS.pair);
  });
  for (const word of words) countRuns(`<${word}>`, count);
  if (text.includes('?')) add('?', WEIGHTS.sign);
  if (text.includes('!')) add('!', WEIGHTS.sign);
  add(`length ${Math.min(6, Math.floor(Math.log2(1 + words.length)))}`, WEIGHTS.sign);
  return counts;
}

/** Each run's hash goes on from the hash of the run that is one letter shorter: a message has hundreds of them. */
function countRuns(word: string, count: (bucket: number, weight: number) => void): void {
  for (let start = 0; start + SHORTEST_RUN <= word.length; start++) {
    const end = Math.min(word.length, start + LONGEST_RUN);
    let h = RUN_PREFIX;
    for (let i = start; i < end; i++) {
      h = hashOn(h, word.charCodeAt(i));
      if (i - start + 1 >= SHORTEST_RUN) count(toBucket(h), WEIGHTS.run);
    }
  }
}

/** In how many texts each bucket occurs, as weights: what is everywhere says little. */
export function weighRarity(texts: readonly ReadonlyMap<number, number>[]): Float32Array {
  const occurrences = new Uint32Array(BUCKETS);
  for (const counts of texts) {
    for (const bucket of counts.keys()) occurrences[bucket] = (occurrences[bucket] ?? 0) + 1;
  }
  return Float32Array.from(occurrences, (n) =>
    n === 0 ? 0 : Math.sqrt(Math.log((texts.length + 1) / (n + 0.5))),
  );
}

/** A vector of length 1, of the features that the training material holds; without any, it is empty. */
export function toVector(counts: ReadonlyMap<number, number>, rarity: Float32Array): Vector {
  const indexes = Uint32Array.from([...counts.keys()].filter((bucket) => (rarity[bucket] ?? 0) > 0));
  const values = Float32Array.from(indexes, (i) => Math.sqrt(counts.get(i) ?? 0) * (rarity[i] ?? 0));
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
  return { indexes, values: values.map((value) => value / length) };
}

const HASH_START = 0x811c9dc5;
const RUN_PREFIX = hashOf('c ');

function bucketOf(feature: string): number {
  return toBucket(hashOf(feature));
}

/** FNV-1a. */
function hashOf(text: string): number {
  let h = HASH_START;
  for (let i = 0; i < text.length; i++) h = hashOn(h, text.charCodeAt(i));
  return h;
}

function hashOn(h: number, code: number): number {
  return Math.imul(h ^ code, 0x01000193);
}

/** Stirred, so that the low bits are as good as the high ones. */
function toBucket(h: number): number {
  const stirred = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return (stirred ^ (stirred >>> 15)) & (BUCKETS - 1);
}
