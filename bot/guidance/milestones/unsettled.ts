import type { Unsettled } from '../guidance-map.ts';
import { findAmbiguousDates, findDates } from './dates.ts';
import type { Document, ReadTexts, Statement, Text } from './read-statements.ts';
import { readClause } from './rules/statement-rules.ts';
import { END_WORDS } from './rules/vocabulary.ts';

/** A text that leaves something open, how it was read, and the line for `notice.yaml` that settles it. */
interface Doubt {
  text: Text;
  reading: string;
  settle: string;
}

/**
 * The sentences of an announcement that leave its cut-off or a date open, each with how it was read and the line for
 * `notice.yaml` that settles it. The statements are those of the milestones, by date.
 */
export function findUnsettled(document: Document, read: ReadTexts, file: string): Unsettled[] {
  const cutOffs = read.statements.filter(({ kind }) => kind === 'cut-off');
  const supportEnds = read.statements.filter(({ kind }) => kind === 'support-ends');
  const doubts = [
    ...(cutOffs.length > 0 ? ofCutOffs(cutOffs) : ofSupportEnds(supportEnds)),
    ...ofLaterSupport(cutOffs.at(-1), supportEnds),
    ...(cutOffs.length + supportEnds.length > 0 ? [] : ofYears(document.texts)),
    ...ofPossibleEnds(read, document.title, (cutOffs.at(-1) ?? supportEnds.at(-1))?.date ?? null),
    ...ofAmbiguousDates(document.texts),
  ];
  return doubts.map(({ text, reading, settle }) => ({
    ...{ file, line: text.line, sentence: text.text, reading, settle },
  }));
}

/** Of several, or one that is concluded, has no day, or is about a part, a person decides. */
function ofCutOffs(cutOffs: readonly Statement[]): Doubt[] {
  const ends = ofWhole(cutOffs);
  return ends.length > 0 ? ends.flatMap((end) => ofCutOff(end, ends.length)) : ofPart(cutOffs.at(-1));
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

function dayBefore(date: string): string {
  const day = new Date(date);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

function ofCutOff({ text, date, certainty, precision }: Statement, count: number): Doubt[] {
  const settle = `cutOff: ${date}`;
  if (certainty === 'implied')
    return [
      { text, settle, reading: `existing use stops on ${date}, which the sentence does not say itself` },
    ];
  if (count > 1)
    return [{ text, settle, reading: `existing use stops on ${date}, one of ${count} such dates` }];
  if (precision === 'month')
    return [{ text, settle, reading: `existing use stops in ${date}, without a day` }];
  return [];
}

function ofPart(part: Statement | undefined): Doubt[] {
  if (part === undefined) return [];
  const { text, date, scope } = part;
  const reading = `use of ${scope ?? ''} stops on ${date}, and nothing says when all use does`;
  return [{ text, reading, settle: `cutOff: ${date}` }];
}

function ofSupportEnds(ends: readonly Statement[]): Doubt[] {
  const whole = ofWhole(ends);
  return (whole.length > 0 ? whole : ends.slice(-1)).map(({ text, date }) => ({
    text,
    reading: `support ends on ${date}, and nothing says when existing use stops`,
    settle: `cutOff: ${date}`,
  }));
}

/** Support that outlasts use makes one of the two doubtful. */
function ofLaterSupport(cutOff: Statement | undefined, supportEnds: readonly Statement[]): Doubt[] {
  const last = supportEnds.filter(({ scope }) => scope === null).at(-1);
  if (cutOff === undefined || last === undefined || last.date <= cutOff.date) return [];
  const reading = `support ends on ${last.date}, although existing use stops on ${cutOff.date}`;
  return [{ text: last.text, reading, settle: `cutOff: ${last.date}` }];
}

/** More of them are a list of other things. */
const MAX_POSSIBLE_ENDS = 5;
const SPEAKS_OF_END = new RegExp(`\\b${END_WORDS}\\b`, 'i');

/** Dates that could be the end: later than the one that was read, in words that speak of an end. */
function ofPossibleEnds({ statements, unread }: ReadTexts, title: string, cutOff: string | null): Doubt[] {
  const latestNewUse = statements.filter(({ kind }) => kind === 'new-use-ends').at(-1)?.date ?? '';
  const isLater = (date: string): boolean => date > (cutOff ?? latestNewUse);
  const others = cutOff === null ? statements.filter(({ date }) => date >= latestNewUse) : [];
  const read = new Set(statements.map(({ date }) => date));
  const silent = unread
    .filter(({ plain, heading }) =>
      [plain, heading === '' ? title : heading].some((words) => SPEAKS_OF_END.test(words)),
    )
    .flatMap((text) => findDates(text.plain).map(({ date }) => ({ text, date })))
    .filter(({ date }) => isLater(date) && !read.has(date));
  return [
    ...others.map(({ text, date, kind }) => ({
      text,
      reading: `${date} is of the kind "${kind}", and nothing says when existing use stops`,
      settle: `cutOff: ${date}`,
    })),
    ...silent.map(({ text, date }) => ({
      text,
      reading: `it says nothing of ${date}, which is left out`,
      settle: `cutOff: ${date}`,
    })),
  ].slice(0, MAX_POSSIBLE_ENDS);
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
  return texts.flatMap((text) =>
    findAmbiguousDates(text.plain).map(({ words, readings }) => ({
      text,
      reading: `"${words}" is ${readings.join(' or ')}, and is left out`,
      settle: `milestones: [{ date: ${readings[0]}, kind: cut-off, text: "…" }]`,
    })),
  );
}
