import { replaceOption, type OptionNames } from './option-names.ts';
import { replaceEnding, replaceNeighbour } from './replace-neighbour.ts';
import { replacePhrase } from './replace-phrase.ts';
import { countValue, GOES_ON, isSizeAlone, replaceValue, wordsIn } from './replace-value.ts';
import { countTelling } from './telling-words.ts';
import { wantedOf, type Wanted } from './wanted.ts';

/** How a message reads after another one in its thread. */
export interface InContext {
  /** The question that is meant. */
  text: string;
  /** What it leans on: the words of the questions before it; null when it can be understood alone. */
  context: string | null;
  /** The question that began what it goes on with; null when it can be understood alone. */
  after: string | null;
  /** Whether it may also stand alone: "LDAP?" */
  isPossible: boolean;
  /** A version that it states and nothing else, of which the question before may be asked: "we're on 2.5.3.0". */
  version?: string;
  wanted: Wanted;
}

/** How a question is kept that leans on another one: `and the price? (after: what is the mesh?)`. */
const AFTER = / \(after: (.*)\)$/s;
/** How a question is kept of which more was told. */
const MORE = ' (more)';

/** The text of a question as it is kept, with the one that it goes on with, and whether more was told of it. */
export function writeAfter(text: string, after: string | null, wanted: Wanted = 'answer'): string {
  const isMore = wanted === 'more' || wanted === 'rest';
  return `${text}${after === null ? '' : ` (after: ${after})`}${isMore ? MORE : ''}`;
}

/** "Say that again", "the last one again". */
const AGAIN =
  /^\W*(?:and |but |so )?(?:(?:the )?(?:same|last|previous)(?: (?:one|question))?,? (?:again|please)|(?:say|tell me|show me|repeat) (?:that|it)(?: one)?(?: again)?|once more|again|repeat)(?: please)?\W*$/i;
/** "The first one again": the question that began what was spoken of. */
const FIRST_AGAIN =
  /^\W*(?:(?:and|but|so|now|ok|okay|no|then|let['’]?s (?:go|get)|going|go) )*(?:back to )?(?:again )?the (?:first|original|initial)(?: (?:one|question|thing))?,? ?(?:again|once more|please)?\W*$/i;
/** "The first one again: when does it end?" */
const BACK_TO_FIRST =
  /^\W*(?:(?:and|but|so|now|ok|okay|no|sorry|wait)\W+)*(?:back to the (?:first|original|initial)(?: \w+)?(?: again)?|the (?:first|original|initial)(?: \w+)? (?:again|once more)) ?[,:–—-] *(\S.{2,})$/i;

/** Whether a message asks the first question of the thread again. */
export function asksFirstAgain(text: string): boolean {
  return text.length <= LONGEST_SHORT && FIRST_AGAIN.test(text);
}

/** What a message asks of what the first question of the thread was about; null for any other. */
export function askedOfFirst(text: string): string | null {
  return text.length <= LONGEST_SHORT ? (BACK_TO_FIRST.exec(text)?.[1] ?? null) : null;
}

/** What was typed of a question that is kept with the one that it goes on with. */
export function typedOf(kept: string): string {
  return withoutMore(kept).replace(AFTER, '');
}

/** A kept question without the mark that more was told of it. */
export function withoutMore(kept: string): string {
  return kept.endsWith(MORE) ? kept.slice(0, -MORE.length) : kept;
}

/** Stands for something that was named before. */
const PRONOUN =
  /\b(?:it|its|they|them|their|theirs|that|this|those|these|one|ones|there|then|first|second|last|end|same|other|both|former|latter)\b/i;
/** "Since when?", "how long?": a question word without what it is asked of. */
const ASKS_ON =
  /^\W*(?:(?:since|until|till|from|after|before|by|at|in|on|for|to|with) (?:when|which|what|how|where|whom?)|why|when|where|who|how(?: (?:so|come|long|much|many|often|far|soon|exactly))?|which(?: ones?)?|what (?:for|then|next))\b/i;
const VERB =
  /\b(?:is|are|was|were|be|am|do|does|did|can|could|will|would|should|shall|must|may|might|has|have|had|need|needs|stops?|works?|happens?|runs?|gets?|[a-z]+n['’]t)\b/i;
/** What begins with "and" goes on only where it says little by itself. */
const FEW_WORDS = 4;
/** A longer message names what it is about. */
const MOST_LEANING_WORDS = 8;
/** One this short may lean on the question before where it can't be understood alone. */
const SHORT_WORDS = 6;
/** So may a longer one with few words that tell something: "we have our own rules. does that block it?" */
const MOST_WORDS_SAYING_LITTLE = 12;
const MOST_TELLING = 3;

/** What a message may be read with, beside the question before it. */
export interface Known {
  options?: OptionNames;
  /** The versions of the product, the oldest first. */
  versions?: readonly string[];
}

/**
 * Reads a message with the question before it: the same again, the same with another version, number, date or option, what is
 * wanted of its answer, or leaning on it.
 */
export function readInContext(
  text: string,
  last: string | null,
  { options = [], versions = [] }: Known = {},
): InContext {
  const alone: InContext = { text, context: null, after: null, isPossible: false, wanted: 'answer' };
  if (last === null) return alone;
  const after = AFTER.exec(withoutMore(last))?.[1] ?? null;
  const typed = typedOf(last);
  const same: InContext = { ...alone, text: typed, context: after, after };
  if (asksFirstAgain(text)) return { ...alone, text: after ?? typed };
  if (AGAIN.test(text)) return same;
  const wanted = wantedOf(text);
  if (wanted === 'more' && last.endsWith(MORE)) return { ...same, wanted: 'rest' };
  if (wanted !== 'answer') return { ...same, wanted };
  if (WHICH_VERSION.test(text) && NAMES_VERSION.test(`${typed} ${after ?? ''}`))
    return { ...alone, text: 'what is the newest version?' };
  const replaced = replacePart(text, typed, versions);
  if (replaced !== null) return { ...same, text: replaced };
  const began = after === null ? null : replacePart(text, after, versions);
  if (began !== null) return { ...alone, text: began };
  const [, version] = OWN_VERSION.exec(text) ?? [];
  if (version !== undefined)
    return { ...same, text: `${typed.replace(/[\s?.!]{1,5}$/, '')} on ${version}?`, version };
  const other = isShort(text, MOST_LEANING_WORDS) ? replaceOption(text, typed, options) : null;
  if (other !== null) return { ...same, text: other };
  const counted = countValue(text, typed) ?? countValue(text, after ?? '');
  const pronoun = isShort(text, MOST_WORDS_SAYING_LITTLE) ? text.replace(ONE_OF_THEM, 'it') : text;
  const isLeaning = counted !== null || isSizeAlone(text) || pronoun !== text || leans(text);
  if (!isLeaning && !isShort(text, SHORT_WORDS) && !saysLittle(text)) return alone;
  return {
    ...alone,
    text: counted ?? pronoun,
    context: after === null ? typed : `${typed} ${after}`,
    after: after ?? typed,
    isPossible: !isLeaning,
  };
}

/** The last question with what this one puts in its place: a value, the version beside the one it names, or "by OU". */
function replacePart(text: string, last: string, versions: readonly string[]): string | null {
  return (
    replaceValue(text, last) ??
    replaceEnding(text, last, versions) ??
    replaceNeighbour(text, last, versions) ??
    replacePhrase(text, last)
  );
}

/** "Which one then?", "to what?", "what should we install instead?" after a question about a version. */
const FIRST_WORDS = String.raw`^\W*(?:(?:and|so|but|ok|okay|then|hm) )*`;
const TAKES = String.raw`(?:install|take|use|choose|pick|put on|go (?:to|for|with)|upgrade to|run)`;
const LAST_WORD = String.raw`(?:,? (?:then|instead|now|today))`;
const END = String.raw`${LAST_WORD}*\W*$`;
const OF_ALL = String.raw`(?: (?:of (?:all|them|these|those)|there is|available|out there|known|so far))*`;
const WHICH_VERSION = new RegExp(
  [
    String.raw`${FIRST_WORDS}to (?:what|which)(?: one| version| build)?${END}`,
    String.raw`${FIRST_WORDS}which(?: one| version| build)?(?: (?:should|would|do|shall|must|can) (?:i|we|you|one) ${TAKES}|${LAST_WORD})${END}`,
    String.raw`${FIRST_WORDS}what (?:to|(?:should|would|do|shall|must) (?:i|we|you|one)) ${TAKES}${END}`,
    String.raw`${FIRST_WORDS}(?:which|what)(?: one| version| build)?(?:['’]s| is| would be) (?:the )?(?:very )?(?:newest|latest|best|most recent)(?: one| version| build)?${OF_ALL}${END}`,
  ].join('|'),
  'i',
);
const NAMES_VERSION = /(?<![\w.])\d{1,2}\.\d{1,5}\.\d{1,5}/;

/** "The first one", "the latter": one of those that were spoken of. Its words say nothing else. */
const ONE_OF_THEM =
  /\bthe (?:(?:first|second|third|last|other|older|newer) (?:one|two)|former|latter)\b(?! (?:that|which|to|with|where|who|of|in|for|tool)\b)/i;

/** "We're on 2.5.3.0", "our sync server has 2.5.3.0". */
const OWN_VERSION = new RegExp(
  String.raw`^\W*(?:(?:and|but|so|ok|okay|well|hm+|btw|fyi|sorry|no)\W+)*` +
    String.raw`(?:(?:we|i|it|ours|mine|they|all|(?:our|my|the)(?: [\w-]+){1,3}?)(?:['’](?:s|re|m|ve))?` +
    String.raw`(?: (?:is|are|am|has|have|got|runs?|use|uses|still|now|currently|all|just|on|at|running|version|build)){0,5} )` +
    String.raw`v?(\d{1,2}(?:\.\d{1,5}){2,3})(?: (?:here|now|today|though|currently|installed))?\W*$`,
  'i',
);

function leans(text: string): boolean {
  const words = wordCount(text);
  if (words === 0 || words > MOST_LEANING_WORDS) return false;
  if (PRONOUN.test(text) || (GOES_ON.test(text) && words - 1 <= FEW_WORDS)) return true;
  return ASKS_ON.test(text) && words <= FEW_WORDS && !VERB.test(text);
}

/** Whether a message has hardly a word that tells what it is about, or one that stands for what was named before. */
function saysLittle(text: string): boolean {
  if (!isShort(text, MOST_WORDS_SAYING_LITTLE)) return false;
  return PRONOUN.test(text) || countTelling(text) <= MOST_TELLING;
}

function isShort(text: string, most: number): boolean {
  const words = wordCount(text);
  return words > 0 && words <= most;
}

function wordCount(text: string): number {
  return text.length > LONGEST_SHORT ? Number.POSITIVE_INFINITY : wordsIn(text).length;
}

/** Characters of a message of few words. */
const LONGEST_SHORT = 200;
