/** NUL, and halves of a character: PostgreSQL stores neither. */
const UNSTORABLE = /[\p{Surrogate}\0]/u;
const ALL_UNSTORABLE = new RegExp(UNSTORABLE, 'gu');

export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The text with U+FFFD in the place of what can't be stored. */
export function toStorable(text: string): string {
  return text.replaceAll(ALL_UNSTORABLE, '\ufffd');
}
