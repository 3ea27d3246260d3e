import { subjectOf } from '../subject.ts';

/** Words of a name beyond these are a sentence. */
const MOST_WORDS = 6;
/** A longer list is for a person to choose from. */
const MOST_NAMES = 6;
const ABBREVIATION = /(?<=[\p{L}\p{N}-]) \((\p{Lu}[\p{L}\p{N}]{1,9})\)/gu;
/** Characters before an abbreviation in which the words stand that it abbreviates. */
const REACH = 120;
/** The words at the end of a text, up to six. */
const LAST_WORDS = /(?:[\p{L}\p{N}-]{1,40} ){0,5}[\p{L}\p{N}-]{1,40}$/u;
const VENDOR = /^(?:microsoft |azure )+(?=\S+ \S)/i;

/**
 * What a document calls the product that it is about, besides its subject: in headings that say that it ends, with
 * abbreviations that the text explains, and without the vendor.
 */
export function readProductNames(
  subject: string,
  { headings, texts }: { headings: readonly string[]; texts: readonly string[] },
): string[] {
  const words = new Set(wordsOf(subject));
  const isOfSubject = (name: string) => wordsOf(name).some((word) => words.has(word));
  const ended = headings
    .map((heading) => ({ heading, name: subjectOf(heading) }))
    .filter(({ heading, name }) => name !== heading && isOfSubject(name))
    .map(({ name }) => name);
  const known = [...new Set([subject, ...ended])];
  const explained = texts.flatMap(explanationsIn);
  const short = known.flatMap((name) => explained.flatMap((each) => abbreviate(name, each)));
  const whole = [...ended, ...short];
  const bare = [subject, ...whole].map((name) => name.replace(VENDOR, ''));
  const names = [...whole, ...bare].filter(
    (name) => name.split(' ').length <= MOST_WORDS && /^[\p{L}\p{N}]/u.test(name),
  );
  return [...new Set(names)].filter((name) => name !== subject).slice(0, MOST_NAMES);
}

/** An abbreviation with the words before it, which may be what it stands for. */
interface Explanation {
  before: string[];
  short: string;
}

function explanationsIn(text: string): Explanation[] {
  return [...text.matchAll(ABBREVIATION)].flatMap(({ index, 1: short = '' }) => {
    const before = LAST_WORDS.exec(text.slice(Math.max(0, index - REACH), index))?.[0];
    return before === undefined ? [] : [{ before: before.split(' '), short }];
  });
}

/** The name with an abbreviation: `Mesh Relay Agent` by `Mesh Relay (MR)` is `MR Agent`. */
function abbreviate(name: string, { before, short }: Explanation): string[] {
  const start = before.findIndex((_, i) => indexOfWords(name, before.slice(i)) !== null);
  const long = before.slice(start);
  const place = start < 0 ? null : indexOfWords(name, long);
  if (place === null || long[0]?.[0]?.toLowerCase() !== short[0]?.toLowerCase()) return [];
  const words = name.split(' ');
  return [[...words.slice(0, place.from), short, ...words.slice(place.to)].join(' ')];
}

/** Where the words stand in a name, whatever their case and hyphens; null if they don't. */
function indexOfWords(name: string, wanted: readonly string[]): { from: number; to: number } | null {
  const words = name.split(' ').map(keyOf);
  const key = wanted.map(keyOf).join('');
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      if (words.slice(from, to).join('') === key) return { from, to };
    }
  }
  return null;
}

function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
    .map(keyOf);
}

function keyOf(word: string): string {
  return word.toLowerCase().replaceAll('-', '');
}
