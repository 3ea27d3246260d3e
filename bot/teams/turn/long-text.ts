/** Characters of a message that are read: no question needs more, and the time that an answer takes grows with them. */
export const MAX_TEXT_LENGTH = 4_000;

/** Characters at the end of what is read in which it may end earlier. */
const TAIL_LENGTH = 1_000;

/** Where something that is said may end, the clearest first: a line, a sentence, a clause, a word. */
const ENDS = [/\n/g, /[.!?;](?=\s)/g, /,(?=\s)/g, /\s/g];

/**
 * The text, if it is short enough, else its beginning. That ends where something that was said ends, so that half of a
 * version or of a sentence isn't taken for the whole; and never with half of a character that takes two places.
 */
export function beginningOf(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  const most = text.slice(0, MAX_TEXT_LENGTH + 1);
  const least = MAX_TEXT_LENGTH - TAIL_LENGTH;
  for (const end of ENDS) {
    const last = [...most.slice(least).matchAll(end)].at(-1);
    if (last) return most.slice(0, least + last.index).trimEnd();
  }
  return text.slice(0, MAX_TEXT_LENGTH).replace(/[\ud800-\udbff]$/, '');
}
