import { FeatureIndex } from './feature-index.ts';
import { createTermReader, isGroup } from './terms.ts';
import { stemOf, wordsOf } from './words.ts';

/** The features of the training texts. */
export interface Vocabulary {
  /** Index of each feature in a vector, by the feature's 32-bit hash. */
  indexes: FeatureIndex;
  /** Weight of each feature, by its index: the fewer texts have it, the higher (inverse document frequency). */
  rarity: Float32Array;
}

/** A sparse vector: the indexes that are not 0, and the value at each. */
export interface Vector {
  indexes: Uint32Array;
  values: Float32Array;
}

/** How much one occurrence of a feature counts; chosen by cross-validation. */
const WEIGHTS = { word: 1, pair: 1, group: 1, letters: 0.2, style: 0.5, emoji: 2 };
/** Lengths of the n-grams of letters. */
const MIN_LETTERS = 3;
const MAX_LETTERS = 5;
/** Characters of a word that are read. */
const MAX_WORD_LENGTH = 40;

const termsOf = createTermReader();

const EMOJI = /\p{Extended_Pictographic}/gu;
/** Characters of a text in which emoji are looked for. */
const MAX_EMOJI_TEXT = 2_000;

/** Gets a feature's 32-bit hash and how much one occurrence counts. */
type FeatureVisitor = (hash: number, weight: number) => void;

/**
 * Visits each occurrence of a text's features. Features are stemmed words, pairs of adjacent words, groups of
 * synonyms, n-grams of 3 to 5 letters within a word, which tolerate typos, emoji, and the text's style: question mark, exclamation mark,
 * number of words.
 */
function visitFeatures(text: string, visit: FeatureVisitor): void {
  const add = (feature: string, weight: number): void => visit(mixBits(hashOf(feature)), weight);
  const words = wordsOf(text).map((word) => word.slice(0, MAX_WORD_LENGTH));
  const stems = words.map(stemOf);
  stems.forEach((stem, i) => {
    add(`w ${stem}`, WEIGHTS.word);
    add(`p ${stem} ${stems[i + 1] ?? '$'}`, WEIGHTS.pair);
    if (i === 0) add(`p ^ ${stem}`, WEIGHTS.pair);
  });
  for (const term of termsOf(text)) if (isGroup(term)) add(`g ${term}`, WEIGHTS.group);
  for (const word of words) visitLetters(`<${word}>`, visit);
  for (const emoji of text.slice(0, MAX_EMOJI_TEXT).match(EMOJI) ?? []) add(`e ${emoji}`, WEIGHTS.emoji);
  if (text.includes('?')) add('?', WEIGHTS.style);
  if (text.includes('!')) add('!', WEIGHTS.style);
  add(`length ${Math.min(6, Math.floor(Math.log2(1 + words.length)))}`, WEIGHTS.style);
}

/** Visits n-grams. Each hash extends that of the n-gram one letter shorter, because a message has hundreds of them. */
function visitLetters(word: string, visit: FeatureVisitor): void {
  for (let start = 0; start + MIN_LETTERS <= word.length; start++) {
    const end = Math.min(word.length, start + MAX_LETTERS);
    let h = LETTERS_PREFIX;
    for (let i = start; i < end; i++) {
      h = extendHash(h, word.charCodeAt(i));
      if (i - start + 1 >= MIN_LETTERS) visit(mixBits(h), WEIGHTS.letters);
    }
  }
}

/** Collects the features of all texts. */
export function collectVocabulary(texts: readonly string[]): Vocabulary {
  const occurrences = new Map<number, number>();
  for (const text of texts) {
    const hashes = new Set<number>();
    visitFeatures(text, (hash) => hashes.add(hash));
    for (const hash of hashes) occurrences.set(hash, (occurrences.get(hash) ?? 0) + 1);
  }
  return {
    indexes: new FeatureIndex(Int32Array.from(occurrences.keys())),
    rarity: Float32Array.from(occurrences.values(), (n) =>
      Math.sqrt(Math.log((texts.length + 1) / (n + 0.5))),
    ),
  };
}

/** Makes a function that returns a text's vector of length 1; it is empty when the text has no feature of the vocabulary. */
export function createVectorizer({ indexes, rarity }: Vocabulary): (text: string) => Vector {
  const counts = new Float64Array(rarity.length); // all 0 between two texts: a map for each text would be garbage
  return (text) => {
    const found: number[] = [];
    visitFeatures(text, (hash, weight) => {
      const index = indexes.get(hash);
      if (index === undefined) return;
      const count = counts[index] ?? 0;
      if (count === 0) found.push(index);
      counts[index] = count + weight;
    });
    const values = new Float32Array(found.length);
    let squares = 0;
    found.forEach((index, i) => {
      const value = Math.fround(Math.sqrt(counts[index] ?? 0) * (rarity[index] ?? 0));
      counts[index] = 0;
      values[i] = value;
      squares += value * value;
    });
    const length = Math.sqrt(squares) || 1;
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / length;
    return { indexes: Uint32Array.from(found), values };
  };
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
