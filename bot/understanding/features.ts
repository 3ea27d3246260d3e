import { stemOf, wordsOf } from './words.ts';

/** The features of the training material: each one's place in a vector by its 32-bit hash, and its rarity by its place. */
export interface Vocabulary {
  places: ReadonlyMap<number, number>;
  rarity: Float32Array;
}

/** A text as numbers, most of them 0: the value at each place. */
export interface Vector {
  places: Uint32Array;
  values: Float32Array;
}

/** What a feature counts; chosen by cross-validation. */
const WEIGHTS = { word: 1, pair: 1, run: 0.2, sign: 0.5 };
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;
const LONGEST_WORD = 40;

/**
 * Counts a text's features by their hash: stemmed words, pairs of neighbours, runs of 3 to 5 letters inside a
 * word, which survive a typo, and signs of what kind of text it is: a question mark, its length.
 */
export function countFeatures(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (hash: number, weight: number): void => {
    counts.set(hash, (counts.get(hash) ?? 0) + weight);
  };
  const add = (feature: string, weight: number): void => count(stir(hashOf(feature)), weight);
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
function countRuns(word: string, count: (hash: number, weight: number) => void): void {
  for (let start = 0; start + SHORTEST_RUN <= word.length; start++) {
    const end = Math.min(word.length, start + LONGEST_RUN);
    let h = RUN_PREFIX;
    for (let i = start; i < end; i++) {
      h = hashOn(h, word.charCodeAt(i));
      if (i - start + 1 >= SHORTEST_RUN) count(stir(h), WEIGHTS.run);
    }
  }
}

/** The features of all texts; what is in many of them says little and weighs little. */
export function collectVocabulary(texts: readonly ReadonlyMap<number, number>[]): Vocabulary {
  const occurrences = new Map<number, number>();
  for (const counts of texts) {
    for (const hash of counts.keys()) occurrences.set(hash, (occurrences.get(hash) ?? 0) + 1);
  }
  return {
    places: new Map([...occurrences.keys()].map((hash, place) => [hash, place])),
    rarity: Float32Array.from(occurrences.values(), (n) =>
      Math.sqrt(Math.log((texts.length + 1) / (n + 0.5))),
    ),
  };
}

/** A vector of length 1, of the features that the vocabulary holds; without any, it is empty. */
export function toVector(counts: ReadonlyMap<number, number>, { places, rarity }: Vocabulary): Vector {
  const known = new Uint32Array(counts.size);
  const values = new Float32Array(counts.size);
  let size = 0;
  let squares = 0;
  for (const [hash, count] of counts) {
    const place = places.get(hash);
    if (place === undefined) continue;
    known[size] = place;
    const value = (values[size] = Math.fround(Math.sqrt(count) * (rarity[place] ?? 0)));
    squares += value * value;
    size++;
  }
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < size; i++) values[i] = (values[i] ?? 0) / length;
  return { places: known.subarray(0, size), values: values.subarray(0, size) };
}

const HASH_START = 0x811c9dc5;
const RUN_PREFIX = hashOf('c ');

/** FNV-1a. */
function hashOf(text: string): number {
  let h = HASH_START;
  for (let i = 0; i < text.length; i++) h = hashOn(h, text.charCodeAt(i));
  return h;
}

function hashOn(h: number, code: number): number {
  return Math.imul(h ^ code, 0x01000193);
}

/** Makes what differs in a few bits differ in many: FNV-1a alone leaves neighbours close together. */
function stir(h: number): number {
  const stirred = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return stirred ^ (stirred >>> 15);
}
