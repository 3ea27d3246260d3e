import { stemOf, wordsOf } from './words.ts';

/** The features of the training texts. */
export interface Vocabulary {
  /** Index of each feature in a vector, by the feature's 32-bit hash. */
  indexes: ReadonlyMap<number, number>;
  /** Weight of each feature, by its index: the fewer texts have it, the higher (inverse document frequency). */
  rarity: Float32Array;
}

/** A sparse vector: the indexes that are not 0, and the value at each. */
export interface Vector {
  indexes: Uint32Array;
  values: Float32Array;
}

/** How much one occurrence of a feature counts; chosen by cross-validation. */
const WEIGHTS = { word: 1, pair: 1, letters: 0.2, style: 0.5 };
/** Lengths of the n-grams of letters. */
const MIN_LETTERS = 3;
const MAX_LETTERS = 5;
/** Characters of a word that are read. */
const MAX_WORD_LENGTH = 40;

/**
 * Returns the weighted count of each of a text's features, by the feature's hash. Features are stemmed words,
 * pairs of adjacent words, n-grams of 3 to 5 letters within a word, which tolerate typos, and the text's style:
 * question mark, exclamation mark, number of words.
 */
export function countFeatures(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (hash: number, weight: number): void => {
    counts.set(hash, (counts.get(hash) ?? 0) + weight);
  };
  const add = (feature: string, weight: number): void => count(mixBits(hashOf(feature)), weight);
  const words = wordsOf(text).map((word) => word.slice(0, MAX_WORD_LENGTH));
  const stems = words.map(stemOf);
  stems.forEach((stem, i) => {
    add(`w ${stem}`, WEIGHTS.word);
    add(`p ${stem} ${stems[i + 1] ?? '$'}`, WEIGHTS.pair);
    if (i === 0) add(`p ^ ${stem}`, WEIGHTS.pair);
  });
  for (const word of words) countLetters(`<${word}>`, count);
  if (text.includes('?')) add('?', WEIGHTS.style);
  if (text.includes('!')) add('!', WEIGHTS.style);
  add(`length ${Math.min(6, Math.floor(Math.log2(1 + words.length)))}`, WEIGHTS.style);
  return counts;
}

/** Counts n-grams. Each hash extends that of the n-gram one letter shorter, because a message has hundreds of them. */
function countLetters(word: string, count: (hash: number, weight: number) => void): void {
  for (let start = 0; start + MIN_LETTERS <= word.length; start++) {
    const end = Math.min(word.length, start + MAX_LETTERS);
    let h = LETTERS_PREFIX;
    for (let i = start; i < end; i++) {
      h = extendHash(h, word.charCodeAt(i));
      if (i - start + 1 >= MIN_LETTERS) count(mixBits(h), WEIGHTS.letters);
    }
  }
}

/** Collects the features of all texts. */
export function collectVocabulary(texts: readonly ReadonlyMap<number, number>[]): Vocabulary {
  const occurrences = new Map<number, number>();
  for (const counts of texts) {
    for (const hash of counts.keys()) occurrences.set(hash, (occurrences.get(hash) ?? 0) + 1);
  }
  return {
    indexes: new Map([...occurrences.keys()].map((hash, index) => [hash, index])),
    rarity: Float32Array.from(occurrences.values(), (n) =>
      Math.sqrt(Math.log((texts.length + 1) / (n + 0.5))),
    ),
  };
}

/** A vector of length 1 over the features in the vocabulary; empty when the text has none of them. */
export function toVector(counts: ReadonlyMap<number, number>, { indexes, rarity }: Vocabulary): Vector {
  const known = new Uint32Array(counts.size);
  const values = new Float32Array(counts.size);
  let size = 0;
  let squares = 0;
  for (const [hash, count] of counts) {
    const index = indexes.get(hash);
    if (index === undefined) continue;
    known[size] = index;
    const value = (values[size] = Math.fround(Math.sqrt(count) * (rarity[index] ?? 0)));
    squares += value * value;
    size++;
  }
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < size; i++) values[i] = (values[i] ?? 0) / length;
  return { indexes: known.subarray(0, size), values: values.subarray(0, size) };
}

const HASH_START = 0x811c9dc5;
const LETTERS_PREFIX = hashOf('c ');

/** FNV-1a. */
function hashOf(text: string): number {
  let h = HASH_START;
  for (let i = 0; i < text.length; i++) h = extendHash(h, text.charCodeAt(i));
  return h;
}

function extendHash(h: number, code: number): number {
  return Math.imul(h ^ code, 0x01000193);
}

/** Spreads small differences over all bits: FNV-1a alone gives similar texts similar hashes. */
function mixBits(h: number): number {
  const mixed = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 15);
}
