/**
 * A text as a sparse vector: single words and pairs of words, and runs of 3 to 5 letters inside each
 * word, which survive a typo. Features share buckets; collisions are rare enough at this size.
 */
export interface Vector {
  indexes: Uint32Array;
  /** Of length 1 in all. */
  values: Float32Array;
}

export const BUCKETS = 1 << 16;

export function vectorOf(text: string): Vector {
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number) => {
    const bucket = hash(feature);
    counts.set(bucket, (counts.get(bucket) ?? 0) + weight);
  };
  const words = wordsOf(text);
  words.forEach((word, i) => {
    add(`w ${word}`, 1);
    add(`p ${word} ${words[i + 1] ?? '$'}`, 0.7);
    if (i === 0) add(`p ^ ${word}`, 0.7);
    for (const run of runsOf(`<${word}>`)) add(`c ${run}`, 0.35);
  });
  return normalise(counts);
}

/** Lower-case words and numbers; a version such as 1.6.16.0 stays whole beside its first number. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/[’`´]/g, "'");
  const words = plain.match(/\d+(?:\.\d+){2,}|[\p{L}\p{M}\p{N}']+/gu) ?? [];
  return words.flatMap((word) =>
    /^\d+\./.test(word) ? [`version${word.split('.', 1)[0] ?? ''}`, word] : [word],
  );
}

function* runsOf(word: string): Generator<string> {
  for (let length = 3; length <= 5; length++) {
    for (let start = 0; start + length <= word.length; start++) yield word.slice(start, start + length);
  }
}

function normalise(counts: Map<number, number>): Vector {
  const indexes = Uint32Array.from(counts.keys());
  const values = Float32Array.from(counts.values(), (count) => 1 + Math.log(count + 0.65));
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
  return { indexes, values: values.map((value) => value / length) };
}

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return (h ^ (h >>> 16)) & (BUCKETS - 1);
}
