import { memoise } from '../../platform/memoise.ts';

const patternOf = memoise((words: string) => new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`, 'i'), String);

/** Whether a text has one of the words or phrases, which `|` separates, whatever the case. */
export function hasWord(text: string, words: string): boolean {
  return patternOf(words).test(text);
}
