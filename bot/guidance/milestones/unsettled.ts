import type { Unsettled } from '../guidance-map.ts';
import { dayBefore } from './calendar-date.ts';
import { findAmbiguousDates, findDates, numericOrderIn } from './dates.ts';
import type { Document, ReadTexts, Statement } from './read-statements.ts';
import type { Text } from './text.ts';
import { readClause, saysWithdrawn } from './rules/statement-rules.ts';
import { END_WORDS } from './rules/vocabulary.ts';

/** A text that leaves something open, how it was read, and the line for `notice.yaml` that settles it. */
interface Doubt {
  text: Text;
  reading: string;
  settle: string;
}

/** A sentence that speaks of an end in whatever way. */
const SPEAKS_OF_END = new RegExp(`\\b${END_WORDS}\\b`, 'i');
/**
 * The sentences of an announcement that leave its cut-off or a date open, each with how it was read and the line for
 * `notice.yaml` that settles it. The statements are those of the milestones, by date.
 */
export function findUnsettled(document: Document, read: ReadTexts, file: string): Unsettled[] {
  const cutOffs = read.statements.filter(({ kind }) => kind === 'cut-off');
  const supportEnds = read.statements.filter(({ kind }) => kind === 'support-ends');
  const ends = cutOffs.length > 0 ? cutOffs : supportEnds;
  const doubts = [
    ...(cutOffs.length > 0 ? ofCutOffs(cutOffs, document) : ofSupportEnds(supportEnds, document)),
    ...ofLaterSupport(cutOffs.at(-1), supportEnds),
    ...(ends.length > 0 ? ofPossibleEnds(read, document, ends) : ofNoEnd(read, document)),
    ...ofWithdrawals(document.texts, ends.at(-1)),
    ...ofAmbiguousDates(document.texts),
  ];
  return doubts.map(({ text, reading, settle }) => ({
    ...{ file, line: text.line, sentence: text.text, reading, settle },
  }));
}

/** What still runs after a retirement ends with the removal of the rest. */
const REMOVES_REST =
  /\b(?:remov|delet|shut|stop|disabl)\w* (?:down )?(?:all |any |the )*(?:existing|remaining|rest)\b/i;

/** Of several a person decides, unless the title does; so of one that only follows, or that is about a part. */
function ofCutOffs(cutOffs: readonly Statement[], document: Document): Doubt[] {
  const ends = ofWhole(cutOffs);
  const [only] = ends;
  if (only === undefined) return ofPart(cutOffs.at(-1), document);
  if (ends.length === 1) return isUnmistakable(only, document) ? [] : [ofImplied(only)];
  if (REMOVES_REST.test(ends.at(-1)?.text.plain ?? '')) return [];
  const named = ends.filter(({ text }) => text.isTitle === true).at(-1);
  const open = named === undefined ? ends : ends.filter(({ date }) => date > named.date);
  return open.map((end) =>
    end.certainty === 'implied'
      ? ofImplied(end)
      : {
          text: end.text,
          reading: `existing use stops on ${end.date}, one of ${ends.length} such dates`,
          settle: `cutOff: ${end.date}`,
        },
  );
}

/** What only follows is clear where more than one text says it, or where the title speaks of an end. */
function isUnmistakable({ certainty, mentions }: Statement, { title }: Document): boolean {
  return certainty === 'stated' || mentions > 1 || SPEAKS_OF_END.test(title);
}

function ofImplied({ text, date }: Statement): Doubt {
  const reading = `existing use stops on ${date}, which the sentence does not say itself`;
  return { text, reading, settle: `cutOff: ${date}` };
}

/**
 * The statements about the whole product, without those that repeat another for the next day: "works until March 31"
 * and "is blocked from April 1" say the same.
 */
function ofWhole(ends: readonly Statement[]): Statement[] {
  const ofAll = ends.filter(({ scope }) => scope === null);
  const dates = new Set(ofAll.map(({ date }) => date));
  return ofAll.filter(({ date, precision }) => precision === 'month' || !dates.has(dayBefore(date)));
}

/** A notice about that part alone names it in its title. */
function ofPart(part: Statement | undefined, { title }: Document): Doubt[] {
  if (part === undefined) return [];
  const { text, date, scope } = part;
  if (scope !== null && title.toLowerCase().includes(scope.toLowerCase())) return [];
  const what = part.kind === 'support-ends' ? 'support' : 'use';
  const reading = `${what} of ${scope ?? ''} stops on ${date}, and nothing says when all ${what} does`;
  return [{ text, reading, settle: `cutOff: ${date}` }];
}

/** Of several ends of support a person decides, and of one that is about a part. */
function ofSupportEnds(ends: readonly Statement[], document: Document): Doubt[] {
  const whole = ofWhole(ends);
  if (whole.length === 0) return ofPart(ends.at(-1), document);
  if (whole.length === 1 || isOnlyEndOfLife(whole)) return [];
  return whole.map(({ text, date }) => ({
    text,
    reading: `support ends on ${date}, and nothing says when existing use stops`,
    settle: `cutOff: ${date}`,
  }));
}

/** The last is the end of life, and those before it are steps to it. */
function isOnlyEndOfLife(ends: readonly Statement[]): boolean {
  const says = ends.map(({ text: { plain } }) => END_OF_LIFE.test(plain));
  return says.at(-1) === true && says.indexOf(true) === says.length - 1;
}

const END_OF_LIFE = /\b(?:end[ -]of[ -]life|EOL)\b/i;

/** Support that outlasts use makes one of the two doubtful. */
function ofLaterSupport(cutOff: Statement | undefined, supportEnds: readonly Statement[]): Doubt[] {
  const last = supportEnds.filter(({ scope }) => scope === null).at(-1);
  if (cutOff === undefined || last === undefined || last.date <= cutOff.date) return [];
  const reading = `support ends on ${last.date}, although existing use stops on ${cutOff.date}`;
  return [{ text: last.text, reading, settle: `cutOff: ${last.date}` }];
}

/** More of them are a list of other things. */
const MAX_POSSIBLE_ENDS = 5;

/** Dates that could be the end: later than the one that was read, in words that speak of an end. */
function ofPossibleEnds(
  { statements, unread }: ReadTexts,
  { title }: Document,
  ends: readonly Statement[],
): Doubt[] {
  const whole = ends.filter(({ scope }) => scope === null);
  const end = (whole.length > 0 ? whole : ends).at(-1);
  if (end === undefined) return [];
  const isFirm = end.kind === 'cut-off' && (end.text.isTitle === true || end.certainty === 'stated');
  const others = statements.filter(
    ({ date, kind, scope, isWithdrawn, isOutranked, text }) =>
      date > end.date &&
      !isWithdrawn &&
      (isOutranked
        ? end.text.isTitle !== true
        : kind === 'other' && scope === null && !isFirm && SPEAKS_OF_END.test(text.plain)),
  );
  const read = new Set(statements.map(({ date }) => date));
  const silent = datesOf(unread)
    .filter(({ date }) => date > end.date && !read.has(date))
    .filter(({ text: { plain, heading } }) =>
      [plain, heading === '' ? title : heading].some((words) => SPEAKS_OF_END.test(words)),
    );
  const later = others.map(({ text, date, kind }) => ({
    text,
    reading: `${date} is of the kind "${kind}", and later than the end that was read, ${end.date}`,
    settle: `cutOff: ${date}`,
  }));
  return [...later, ...silent.map((each) => ofSilent(each))].slice(0, MAX_POSSIBLE_ENDS);
}

/** Where no end was read, any date from the end of new use on may be it. */
function ofNoEnd({ statements, unread }: ReadTexts, { texts }: Document): Doubt[] {
  const latestNewUse = statements.filter(({ kind }) => kind === 'new-use-ends').at(-1)?.date ?? '';
  const read = new Set(statements.map(({ date }) => date));
  const dated = [
    ...statements
      .filter(({ date, kind }) => date >= latestNewUse && kind !== 'announced')
      .map((other) => ofOther(other)),
    ...datesOf(unread)
      .filter(({ date }) => date > latestNewUse && !read.has(date))
      .map((silent) => ofSilent(silent)),
  ];
  return [...ofYears(texts), ...dated.slice(0, MAX_POSSIBLE_ENDS)];
}

interface DatedText {
  text: Text;
  date: string;
}

/** A heading that is a date alone, as of a log of changes, says nothing of it. */
function datesOf(texts: readonly Text[]): DatedText[] {
  return texts.flatMap((text) => {
    const dates = findDates(text.plain);
    const isDateAlone = dates.some(({ start, end }) => start === 0 && end === text.plain.length);
    return isDateAlone ? [] : dates.map(({ date }) => ({ text, date }));
  });
}

function ofOther({ text, date, kind }: Statement): Doubt {
  const reading = `${date} is of the kind "${kind}", and nothing says when existing use stops`;
  return { text, reading, settle: `cutOff: ${date}` };
}

function ofSilent({ text, date }: DatedText): Doubt {
  return { text, reading: `it says nothing of ${date}, which is left out`, settle: `cutOff: ${date}` };
}

/** An end that is read may be called off by a sentence that names no date. */
function ofWithdrawals(texts: readonly Text[], end: Statement | undefined): Doubt[] {
  if (end === undefined) return [];
  return texts
    .filter(({ plain }) => saysWithdrawn(plain) && findDates(plain).length === 0)
    .map((text) => ({
      text,
      reading: `existing use stops on ${end.date}, which this may call off`,
      settle: `cutOff: ${end.date}`,
    }));
}

/** A year, or a part of one, that no month narrows down. */
const YEAR_ALONE =
  /(?<![\w.,/-]|\d )(?:(?:early|mid|late|spring|summer|autumn|fall|winter)[ -])?(20\d{2})(?![\w/-]|\.\d)/i;

function ofYears(texts: readonly Text[]): Doubt[] {
  return texts.flatMap((text) => {
    const year = yearOfEnd(text);
    if (year === null) return [];
    const reading = `existing use stops in ${year}, without a month, and is left out`;
    return [{ text, reading, settle: `cutOff: ${year}-MM-DD` }];
  });
}

/** The year in which a sentence without any date says that existing use stops. */
function yearOfEnd({ plain }: Text): string | null {
  const match = YEAR_ALONE.exec(plain);
  if (match === null || findDates(plain).length > 0) return null;
  return readClause(plain.replace(match[0], '@'))?.reading === 'cut-off' ? (match[1] ?? null) : null;
}

function ofAmbiguousDates(texts: readonly Text[]): Doubt[] {
  if (numericOrderIn(texts) !== null) return [];
  return texts.flatMap((text) =>
    findAmbiguousDates(text.plain).map(({ words, readings }) => ({
      text,
      reading: `"${words}" is ${readings.join(' or ')}, and is left out`,
      settle: `milestones: [{ date: ${readings[0]}, kind: cut-off, text: "…" }]`,
    })),
  );
}
