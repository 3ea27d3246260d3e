import { overlapsAny, type Utterance } from './utterance.ts';
import type { Span } from './spoken-times.ts';
import type { Token } from './tokens.ts';

/** That something said before was wrong. */
const CORRECTS =
  /^(?:no|nope|sorry|oops|ups|oh|wait|whoops|argh|correction|corrected|typo|wrong|rather|not|my (?:mistake|bad|fault|error)|apologies|i (?:mean|meant)|actually|(?:(?:can|could|would) (?:you|we) |please |then |let's )*make (?:that|it)|it(?:'s| is| was|'d be)? (?:actually|rather)|that (?:should|was|is) |(?:at |around )?\d{1,2}(?::\d\d)? ?(?:am |pm )?(?:please|pls|instead|rather|would)\b)|\b(?:i (?:meant|mean|said|typed|wrote|wanted)|mixed|(?:is|was) what i meant|should (?:be|have been|read|say)|instead of|wrong (?:server|version|time|name|number|one|day|date|zone)|mis(?:typed|spelled|spelt|took)|confused)\b/;

/** That two things were taken for each other: what is said now may be meant beside what was said before. */
const MIXED = /\b(?:mixed|confused|swapped)\b/;

/** Words that a correction may have without saying something else. */
const EXPECTED =
  /^(?:[^\p{L}\p{N}]+|no|nope|sorry|oops|ups|oh|whoops|argh|correction|corrected|typo|wrong|rather|not|my|mistake|bad|fault|error|apologies|i|mean|meant|said|typed|wrote|wanted|actually|make|that|it|it's|it'd|is|was|were|should|be|have|been|read|say|mixed|up|them|these|those|the|a|an|two|both|names?|versions?|numbers?|servers?|times?|days?|dates?|zones?|one|ones|but|and|what|instead|of|mistyped|misspelled|misspelt|mistook|confused|swapped|to|at|for|in|on|until|till|please|of|course|right|correct|real|really|better|with|had|got|in|my|last|message|before|earlier|above|so|then|well|um|er|hmm|just|now|we|server's|for|by|because|this|would|suits?|us|works?|fits?|fine|good|great|pls|instead|than|can|could|you|around|let's|wait|runs?|running|has|got|shows?)$/u;

/** More strange words, and it says something of its own. */
const MOST_STRANGE = 1;
const MOST_TOKENS = 30;

/** What a correction leads to. */
export interface Correction {
  /** The last act with what was put right. */
  lines: readonly string[];
  /** Whether what was done may have been meant as well, so that it is to be asked. */
  isDoubtful: boolean;
}

/** Whether a message has the words of a correction at all; most haven't. */
export function mayCorrect(text: string): boolean {
  return CORRECTS.test(text.toLowerCase().replaceAll('’', "'"));
}

/**
 * Reads a message as a correction of the last act: "no, AADC02", "I meant 2.3.2.0", "not 9, 10:00". What it names takes
 * the place of the same in the act's plain forms. Null for a message that is none, or where it isn't plain what is meant.
 * @param last the plain forms of the last act, a line each.
 */
export function readCorrection(utterance: Utterance, last: readonly string[]): Correction | null {
  const { text, tokens, servers, versions } = utterance;
  const lower = text.toLowerCase().replaceAll('’', "'");
  if (last.length === 0 || tokens.length > MOST_TOKENS || !mayCorrect(text)) return null;
  const isAsked = utterance.mood !== 'order' && text.trimEnd().endsWith('?'); // "can you make it 9?" is an order
  if (strangeIn(utterance) > MOST_STRANGE || isAsked) return null;
  let lines = last;
  for (const replace of [replaceServer, replaceVersion, replaceTime, replaceZone, replaceDate, replaceSpan]) {
    const replaced = replace(lines, utterance);
    if (replaced === null) return null;
    lines = replaced ?? lines;
  }
  if (lines.join('\n') === last.join('\n')) return null;
  const isStatement = servers.length > 0 && versions.length > 0;
  // "Actually it needs 2.5.190.0" puts nothing right.
  const isStrange = versions.length > 0 && strangeIn(utterance) > 0;
  return { lines, isDoubtful: isStrange || (isStatement && MIXED.test(lower)) };
}

const THE_OTHER =
  /^(?:(?:no|nope|sorry|oops|wrong(?: one| server)?|not that one|i meant?|it (?:was|is)|it['’]s|actually)[ ,.!-]{1,3})+the other(?: one| server| box| machine)?[ .!]*$/i;

/** "No, the other one": the last act, of each server that it may have meant; null for any other message. */
export function readOtherServer(
  text: string,
  last: readonly string[],
  listed: readonly string[],
): { name: string; lines: readonly string[] }[] | null {
  if (!THE_OTHER.test(text)) return null;
  const subjects = new Set(last.map(subjectOf));
  const [subject] = subjects;
  if (subjects.size !== 1 || !subject) return null;
  const others = listed.filter((name) => name.toLowerCase() !== subject.toLowerCase());
  return others.map((name) => ({ name, lines: last.map((line) => line.replace(subject, () => name)) }));
}

const IS_WRONG =
  /^(?:(?:no|nope|nein|but)[ ,.!]{1,3})*(?:(?:that|this|it)(?:['’]s| is)? (?:all |just |still |so )?(?:wrong|incorrect|not (?:right|correct|true|so)|false|nonsense|a mistake)|(?:that|this|it) isn['’]t (?:right|correct|true|so)|das (?:war|ist) (?:falsch|verkehrt|nicht richtig)|(?:das )?stimmt nicht|wrong (?:server|version|time|name|number|one|day|date|zone)|typo|my (?:mistake|bad|fault)|c['’]est faux|eso (?:está mal|no es correcto))[ .!]*$/i;

/** "That is wrong", "I never said that": the last change, perhaps. */
export function saysWrong(text: string): boolean {
  return IS_WRONG.test(text) || deniesSaying(text);
}

const NEVER_SAID =
  /^(?:(?:no|nope|but|hey)[ ,.!]{1,3})*(?:i|we) (?:never|didn['’]?t|did not) (?:said|say|wrote|write|typed?|ask(?:ed)?(?: for)?|report(?:ed)?|told|tell you) (?:that|this|it|so|anything)[ .!]*$/i;

/** "I never said that." */
export function deniesSaying(text: string): boolean {
  return NEVER_SAID.test(text);
}

/** Whether a message that may correct names what is meant, and says little else. */
export function namesCorrection(utterance: Utterance): boolean {
  const { text, servers, versions, times, zones, dates } = utterance;
  const named = servers.length + versions.length + times.length + zones.length + dates.length;
  return named > 0 && strangeIn(utterance) <= MOST_STRANGE && !text.trimEnd().endsWith('?');
}

/** Words that neither belong to a correction nor to what it names, nor to what is named as wrong. */
function strangeIn(utterance: Utterance): number {
  const { tokens, servers, versions, times, zones, durations } = utterance;
  const named = [...servers, ...versions, ...times, ...zones, ...durations];
  return tokens.filter(
    (token, at) =>
      !EXPECTED.test(token.lower) &&
      !(NUMBER.test(token.text) && DENIES.test(tokens[at - 1]?.lower ?? '')) &&
      !overlapsAny({ from: at, to: at + 1 }, named) &&
      !isInDate(utterance, token),
  ).length;
}

const NUMBER = /^\d{1,3}$/;

function isInDate({ dates }: Utterance, { start, end }: Token): boolean {
  return dates.some((date) => start < date.end && date.start < end);
}

const DENIES = /^(?:not|no|from|of|than|wrong)$/;

/** What is named, apart from what is named as wrong: "not AADC01 but AADC02". */
function meant<Value>({ tokens }: Utterance, spans: readonly Span<Value>[]): Value[] {
  const isDenied = ({ from }: Span<Value>) => {
    const before = tokens[from - 1]?.lower === 'server' ? from - 2 : from - 1;
    const isNo = tokens[before]?.lower === 'no'; // "no 2.5.79.0" puts right; "no, 2.5.79.0" has a comma
    return DENIES.test(tokens[before]?.lower ?? '') && !isNo;
  };
  return spans.filter((span) => !isDenied(span)).map(({ value }) => value);
}

/** Null: it isn't plain what is to be replaced. Undefined: the message names nothing of the kind. */
type Replaced = readonly string[] | null | undefined;

/** Puts `value` in the place of whatever the pattern finds; null where the lines have none, or several. */
function replaceOnly(lines: readonly string[], pattern: RegExp, value: string): Replaced {
  const found = new Set(lines.flatMap((line) => pattern.exec(line)?.[0] ?? []));
  return found.size === 1 ? lines.map((line) => line.replace(pattern, () => value)) : null;
}

/** The server that a plain form is about; of a new name, that. */
const SUBJECT =
  /^(?:(?:server named |forget |server |rename \S+ to )(\S+)|(\S+) (?:runs|has|is|was|uses|signs|authenticates)\b)/;

function subjectOf(line: string): string | null {
  const [, first, second] = SUBJECT.exec(line) ?? [];
  return first ?? second ?? null;
}

function replaceServer(lines: readonly string[], utterance: Utterance): Replaced {
  const names = utterance.servers.map(({ value }) => value.name.toLowerCase());
  if (names.length === 0) return undefined;
  const subjects = lines.map(subjectOf);
  const known = new Set(subjects.map((name) => name?.toLowerCase()));
  const said = meant(utterance, utterance.servers).map(({ name }) => name);
  const [correct, ...others] = said.filter((name) => !known.has(name.toLowerCase()));
  // Only a server that was spoken of is named: it stays, and something else of it is put right.
  if (correct === undefined) return said.length > 0 ? undefined : null;
  const denied = subjects.filter((name) => name !== null && names.includes(name.toLowerCase()));
  const wrong = denied.length > 0 ? denied : subjects;
  const [only] = wrong;
  if (others.length > 0 || !only || new Set(wrong).size !== 1) return null;
  return lines.map((line, i) => (subjects[i] === only ? line.replace(only, () => correct) : line));
}

function replaceVersion(lines: readonly string[], utterance: Utterance): Replaced {
  if (utterance.versions.length === 0) return undefined;
  const version = meant(utterance, utterance.versions).at(-1);
  return version === undefined ? null : replaceOnly(lines, /(?<= )v?\d{1,2}(?:\.\d{1,6}){1,3}/i, version);
}

function replaceTime(lines: readonly string[], utterance: Utterance): Replaced {
  const said = meant(utterance, utterance.times).at(-1);
  if (said === undefined) {
    const hour = numberAlone(utterance);
    if (hour === null || hour > 23 || !lines.some((line) => / at \d/.test(line)))
      return utterance.times.length > 0 ? null : undefined;
    return replaceOnly(lines, TIME_IN_LINE, `${String(hour).padStart(2, '0')}:00`);
  }
  return said.time === null ? null : replaceOnly(lines, TIME_IN_LINE, said.time);
}

const TIME_IN_LINE = /(?<= at )\d{1,2}(?:[.:]\d\d)?(?: ?[ap]m)?/i;

/** "Sorry, 9", "9 instead of 10": the number that is meant in a message that names nothing else; null for none or several. */
function numberAlone(utterance: Utterance): number | null {
  const { tokens, durations, dates, versions, servers } = utterance;
  if (durations.length + dates.length + versions.length + servers.length > 0) return null;
  const numbers = tokens.flatMap(({ text }, at) =>
    NUMBER.test(text) ? [{ value: Number(text), from: at, to: at + 1 }] : [],
  );
  const [only, ...others] = meant(utterance, numbers);
  return only !== undefined && others.length === 0 ? only : null;
}

function replaceZone(lines: readonly string[], utterance: Utterance): Replaced {
  if (utterance.zones.length === 0) return undefined;
  const [only, ...others] = meant(utterance, utterance.zones).at(-1)?.candidates ?? [];
  if (only === undefined || others.length > 0) return null;
  const isAboutReminders = lines.length === 1 && /^remind us at \d{1,2}(?:[.:]\d\d)?/.test(lines[0] ?? '');
  return isAboutReminders
    ? lines.map((line) =>
        line.replace(/^(remind us at \d{1,2}(?:[.:]\d\d)?)(?: (?:UTC|[A-Z]\w+\/[\w/]+))?/, `$1 ${only}`),
      )
    : null;
}

function replaceDate(lines: readonly string[], { dates }: Utterance): Replaced {
  const last = dates.at(-1);
  if (!last) return undefined;
  return last.other === null ? replaceOnly(lines, DATE_IN_LINE, last.date) : null;
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
/** As plain forms have it, and as people type it into one. */
const DATE_IN_LINE = new RegExp(
  `(?<= )(?:\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[./]\\d{1,2}[./]\\d{4}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}\\.?,? \\d{4}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})`,
  'i',
);

function replaceSpan(lines: readonly string[], utterance: Utterance): Replaced {
  const last = utterance.durations.at(-1);
  if (!last) {
    const days = numberAlone(utterance);
    const hasDays = lines.some((line) => DAYS_IN_LINE.test(line));
    return days === null || !hasDays ? undefined : replaceOnly(lines, DAYS_IN_LINE, String(days));
  }
  return replaceOnly(lines, DAYS_IN_LINE, String(last.value.days));
}

const DAYS_IN_LINE = /(?<= )\d+(?= days)/;
