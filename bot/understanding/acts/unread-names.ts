import { hostOf } from './server-names.ts';

/** A word without what stands around it in a sentence: quotation marks, brackets, the marks at its end. */
const WORD = /[\p{L}\p{N}](?:[^\s,;“”"()[\]{}<>/\\.!?:'’]|[.!?:'’](?=[\p{L}\p{N}]))*/gu;
/** What looks like a server's name: letters and a number, with a mark or a letter that no name has. */
const LIKE_NAME = /^\p{L}(?=.*\d).*(?:[@#$%&*!+~^=|]|[^\P{L}a-z])/iu;
/** The most characters of a computer name. */
const LONGEST = 63;

/** A word with its place in a text. */
export interface PlacedWord {
  word: string;
  start: number;
  end: number;
}

/** Words of a text that are meant as servers' names, perhaps, and can't be any. */
export function findUnreadNames(text: string): PlacedWord[] {
  return [...text.matchAll(WORD)]
    .filter(([word]) => isUnread(word))
    .map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }));
}

function isUnread(word: string): boolean {
  if (isAddress(word) || hostOf(word) !== null) return false;
  return isTooLong(word) || LIKE_NAME.test(word);
}

function isAddress(word: string): boolean {
  return word.includes(':') || (word.includes('@') && word.includes('.'));
}

function isTooLong(word: string): boolean {
  return word.length > LONGEST && /\d/.test(word) && /^[a-z][\w-]*$/i.test(word);
}

/** Why a word can't be the name of a server. */
export function describeUnreadName(word: string): string {
  return isTooLong(word)
    ? `“${word.slice(0, 20)}…” is longer than a computer name, which has ${LONGEST} characters at most`
    : `“${word}” isn’t a computer name, which has letters from A to Z, digits, hyphens, dots and underscores`;
}
