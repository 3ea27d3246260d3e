import { quantitiesIn } from './asked-rows.ts';

const WORD = /[\p{L}\p{N}][\p{L}\p{N}.'’-]*/gu;

/** The words of a message; a version is one. */
export function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** What begins so goes on with the question before. */
export const GOES_ON =
  /^\W*(?:and|or|but|so|then|also|plus|what about|how about|what if|one more|no,? i mean[t]?|i mean[t]?|sorry|rather|for|with|in|on|even|only|because|if)\b/i;

const MOST_WORDS = 9;
/** What only goes on with the question may mean more than its value. */
const MOST_WORDS_GOING_ON = 5;

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

const DATE = new RegExp(
  String.raw`\b(?:\d{4}-\d\d-\d\d|(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTH})(?:,? 20\d\d)?|(?:${MONTH}) \d{1,2}(?:st|nd|rd|th)?(?:,? 20\d\d)?(?!\d)|(?:(?:the )?(?:end|middle|beginning|start) of )?(?:${MONTH}) 20\d\d)\b`,
  'gi',
);
const VERSION = /(?<![\w.])v?\d{1,3}(?:\.\d{1,6}){1,3}(?![\w.]*\w)/gi;
const NUMBER = /(?<![\w.,])\d[\d,]{0,12}(?:\s?[km])?(?!\w|\.\d|,\d)/gi;

/** Values that a correction puts in the place of those of the question before: dates and versions first, for they contain numbers. */
const VALUES = [DATE, VERSION, NUMBER];

/** Words around a corrected value that say nothing else: "oops, typo, 300,000". */
const AROUND_VALUE = new Set(
  `a about actually ah almost already and around are at bad but correct correction er for had has have hm i if in instead is it it's its make mean meant
  mistake mistyped more my no not of oh on only oops or ours rather read roughly should so sorry than that that's the then there though
  typed typo um ups was wait we were what how with wrong number figure be say exactly by until till nearly now over under`.split(
    /\s+/,
  ),
);

/** The last question with the value of this one; null when this one is more than a value. */
export function replaceValue(text: string, last: string): string | null {
  const words = wordsIn(text);
  if (words.length > MOST_WORDS) return null;
  const goesOn = words.length <= MOST_WORDS_GOING_ON && GOES_ON.test(text);
  for (const [i, pattern] of VALUES.entries()) {
    const masked = hide(last, VALUES.slice(0, i));
    const said: string[] = text.match(pattern) ?? [];
    const had: string[] = masked.match(pattern) ?? [];
    const [value = '', denied] = DENIED_FIRST.test(text) ? said.toReversed() : said;
    if (said.length === 2 && denied !== undefined && had.includes(denied) && DENIES.test(text))
      return put(value, denied, last, masked);
    const [old] = had;
    const [only, ...others] = said;
    if (only === undefined || others.length > 0 || old === undefined) continue;
    const isMeant = saysOnly(text, only, last) || (goesOn && pattern !== NUMBER);
    if (isMeant) return put(only, old, last, masked);
  }
  return null;
}

/** Questions how many of something there may be, and what is counted. */
const ASKS_COUNT =
  /\bhow many (?:\w+ )?(objects|users|identities|accounts|members|OUs|organi[sz]ational units)\b/i;

/** A message that is only a number, with what the question before asked the number of; null for any other. */
export function countValue(text: string, last: string): string | null {
  const [noun] = ASKS_COUNT.exec(last)?.slice(1) ?? [];
  const [only, ...others] = text.match(NUMBER) ?? [];
  const isMeant =
    noun !== undefined && only !== undefined && others.length === 0 && saysOnly(text, only, last);
  return isMeant ? text.replace(only, `${only} ${noun}`) : null;
}

/** Whether a message says only how much of something there is: "120k objects though". */
export function isSizeAlone(text: string): boolean {
  const [only, ...others] = quantitiesIn(text);
  return only !== undefined && others.length === 0 && saysOnly(text, only.said, '');
}

/** "400k, not 40k", and "not 40k but 400k". */
const DENIES = /\b(?:not|instead of|rather than)\b/i;
const DENIED_FIRST = /^\W*(?:\w+\W+)?not\b/i;

/** The text with spaces where these values are, so that the rest keeps its place. */
function hide(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, (value) => ' '.repeat(value.length)), text);
}

function put(value: string, old: string, last: string, masked: string): string {
  const at = masked.indexOf(old);
  return `${last.slice(0, at)}${value}${last.slice(at + old.length)}`;
}

/** Whether a message has no words beside the value but those of a correction, and those of the question before. */
function saysOnly(text: string, value: string, last: string): boolean {
  const known = new Set(wordsIn(last.toLowerCase()));
  const rest = wordsIn(text.replace(value, ' ').toLowerCase().replaceAll('’', "'"));
  return rest.every((word) => AROUND_VALUE.has(word) || known.has(word));
}
