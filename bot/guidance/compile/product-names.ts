import { subjectOf } from '../subject.ts';

/** Words of a name beyond these are a sentence. */
const MOST_WORDS = 6;
/** A longer list is for a person to choose from. */
const MOST_NAMES = 6;
const ABBREVIATION = /((?:[\p{L}\p{N}-]{1,40} ){0,5}[\p{L}\p{N}-]{1,40}) \((\p{Lu}[\p{L}\p{N}]{1,9})\)/gu;
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
  const known = [subject, ...ended];
  const short = known.flatMap((name) => texts.flatMap((text) => abbreviate(name, text)));
  const whole = [...ended, ...short];
  const bare = [subject, ...whole].map((name) => name.replace(VENDOR, ''));
  const names = [...whole, ...bare].filter(
    (name) => name.split(' ').length <= MOST_WORDS && /^[\p{L}\p{N}]/u.test(name),
  );
  return [...new Set(names)].filter((name) => name !== subject).slice(0, MOST_NAMES);
}

/** The name with each abbreviation that the text explains: `Mesh Relay Agent` by `Mesh Relay (MR)` is `MR Agent`. */
function abbreviate(name: string, text: string): string[] {
  return [...text.matchAll(ABBREVIATION)].flatMap(([, before = '', short = '']) => {
    const long = before.split(' ');
    const start = long.findIndex((_, i) => indexOfWords(name, long.slice(i)) !== null);
    const explained = long.slice(start);
    const place = start < 0 ? null : indexOfWords(name, explained);
    if (place === null || explained[0]?.[0]?.toLowerCase() !== short[0]?.toLowerCase()) return [];
    const words = name.split(' ');
    return [[...words.slice(0, place.from), short, ...words.slice(place.to)].join(' ')];
  });
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
