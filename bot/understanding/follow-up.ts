/** How a message reads after another one in its thread. */
export interface InContext {
  /** The question that is meant. */
  text: string;
  /** What it leans on: the words of the questions before it; null when it can be understood alone. */
  context: string | null;
  /** The question that began what it goes on with; null when it can be understood alone. */
  after: string | null;
}

/** How a question is kept that leans on another one: `and the price? (after: what is the mesh?)`. */
const AFTER = / \(after: (.*)\)$/s;

/** The text of a question as it is kept, with the one that it goes on with. */
export function writeAfter(text: string, after: string | null): string {
  return after === null ? text : `${text} (after: ${after})`;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}.'’-]*/gu;

/** "Is that still true?", "the first one again". */
const AGAIN =
  /^\W*(?:and |but |so )?(?:(?:is|are) (?:that|this|it|they) still (?:true|so|right|correct|current|valid|the case)|(?:the )?(?:same|first|last|previous)(?: one)?,? (?:again|please)|(?:say|tell me|show me) (?:that|it)(?: one)? again|once more|again|repeat (?:that|it)?)(?: please)?\W*$/i;
/** What begins so goes on with the question before. */
const GOES_ON =
  /^\W*(?:and|or|but|so|then|also|plus|what about|how about|what if|one more|no,? i mean[t]?|i mean[t]?|sorry|rather|for|with)\b/i;
/** Stands for something that was named before. */
const PRONOUN =
  /\b(?:it|its|they|them|their|theirs|that|this|those|these|one|ones|there|then|first|second|last|end|same)\b/i;
/** What begins with "and" goes on only where it says little by itself. */
const FEW_WORDS = 4;
/** A longer message names what it is about. */
const MOST_LEANING_WORDS = 8;
const MOST_WORDS_BESIDE_VALUE = 5;

/** Values that a correction puts in the place of those of the question before: versions first, for they contain numbers. */
const VALUES = [
  /(?<![\w.])v?\d{1,3}(?:\.\d{1,6}){1,3}(?![\w.]*\w)/gi,
  /(?<![\w.,])\d[\d,]{0,12}(?:\s?[km])?(?!\w|\.\d|,\d)/gi,
];

/** Reads a message with the question before it: the same again, the same with another version or number, or leaning on it. */
export function readInContext(text: string, last: string | null): InContext {
  if (last === null) return { text, context: null, after: null };
  const after = AFTER.exec(last)?.[1] ?? null;
  const typed = last.replace(AFTER, '');
  if (AGAIN.test(text)) return { text: typed, context: after, after };
  const replaced = replaceValue(text, typed);
  if (replaced !== null) return { text: replaced, context: after, after };
  if (!leans(text)) return { text, context: null, after: null };
  return { text, context: after === null ? typed : `${typed} ${after}`, after: after ?? typed };
}

/** The last question with the value of this one; null when this one is more than a value. */
function replaceValue(text: string, last: string): string | null {
  const words = text.match(WORD) ?? [];
  if (words.length > MOST_WORDS_BESIDE_VALUE || (!GOES_ON.test(text) && words.length > 1)) return null;
  for (const pattern of VALUES) {
    const [value, ...others] = text.match(pattern) ?? [];
    const [old] = last.match(pattern) ?? [];
    if (value !== undefined && others.length === 0 && old !== undefined) return last.replace(old, value);
  }
  return null;
}

function leans(text: string): boolean {
  const words = text.match(WORD) ?? [];
  if (words.length === 0 || words.length > MOST_LEANING_WORDS) return false;
  return PRONOUN.test(text) || (GOES_ON.test(text) && words.length - 1 <= FEW_WORDS);
}

const STATE =
  /\b(?:fine|ok|okay|all right|alright|good|safe|supported|affected|current|recent|new enough|up to date|too old|outdated|enough)\b/i;
const SERVER_PRONOUN =
  /^\W*(?:and |so |but |then )?(?:is|are) (?:it|they|that(?: one| server)?|this(?: one| server)?|those|these|both)\b/i;

/** Whether a message asks how a server stands that was spoken of before: "is it fine?" */
export function asksHowItStands(text: string): boolean {
  return (
    SERVER_PRONOUN.test(text) && STATE.test(text) && (text.match(WORD) ?? []).length <= MOST_LEANING_WORDS
  );
}
