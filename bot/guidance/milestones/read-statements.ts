import type { MilestoneKind } from '../guidance-map.ts';
import { datesIn, type DocumentDates, readDocumentDates } from './document-dates.ts';
import type { StatedDate } from './dates.ts';
import { readLead } from './list-leads.ts';
import {
  isDeprecationAlone,
  refersToNamedEnd,
  saysConsequence,
  saysUsersLoseUse,
  saysUseStops,
} from './named-ends.ts';
import { BACK, excerptAround, kindFrom, type Read, readDate } from './read-date.ts';
import { readInContext } from './silent-dates.ts';
import { readItem } from './read-item.ts';
import { readLabel } from './read-label.ts';
import { type DatedReading, readRow } from './read-row.ts';
import { isOfLaterVersion, readScope } from './scope.ts';
import { readClause, type Reading } from './rules/statement-rules.ts';
import { CREATE } from './rules/vocabulary.ts';
import type { Text } from './text.ts';

const OTHER: Read = { reading: 'other', certainty: 'stated' };
const NEW_USE_ENDS: Read = { reading: 'new-use-ends', certainty: 'stated' };

/** What an announcement says of one date in one place. */
export interface Statement {
  date: string;
  precision: StatedDate['precision'];
  kind: MilestoneKind;
  /** `implied`: concluded from a duty or from how long something goes on. */
  certainty: 'stated' | 'implied';
  /** Concluded from a duty alone. */
  yields: boolean;
  /** What it is beside an end that is stated. */
  elseKind: Reading;
  /** How many texts say it of that date. */
  mentions: number;
  /** Whether the end was only implied, and doesn't count because another text states an end. */
  isOutranked: boolean;
  /** The date does not hold after all. */
  isWithdrawn: boolean;
  /** The part of the product that it is about; null for all of it. */
  scope: string | null;
  text: Text;
}

export interface Document {
  /** The title of the announcement: what it names is no part of the product. */
  title: string;
  texts: readonly Text[];
  /** The day on which it was published, as `YYYY-MM-DD`, where it says so. */
  published?: string | null;
}

export interface ReadTexts {
  /** In reading order. */
  statements: Statement[];
  /** Sentences and rows with a date of which no rule says what it is, or that it is none of the notice. */
  unread: Text[];
}

/** Reads every dated statement of an announcement. */
export function readStatements(document: Document): ReadTexts {
  const { title, texts } = document;
  const known = readDocumentDates(texts, document.published);
  const statements: Statement[] = [];
  const unread: Text[] = [];
  /** What is done on its date without saying that something ends, and where other such lines say that. */
  const steps: Statement[] = [];
  const timelines = new Set<string>();
  let latest: Statement | undefined;
  let isNext = false;
  for (const [index, text] of texts.entries()) {
    const dated = text.cells ? readRow(text, known) : readProse(document, index, known);
    const found = dated.filter(isMilestone).filter((each) => !isOfSuccessor(each, text, title));
    if (dated.some(({ read }) => read === null)) unread.push(text);
    const [step] = isLineOfTimeline(text, dated) ? dated : [];
    if (step?.read === null) steps.push(toStatement({ ...step, read: OTHER }, text, title));
    if (found.length > 0) {
      const stated = found.map((each) => toStatement(each, text, title));
      if (latest && MOVES.test(text.plain)) replace(latest, stated);
      statements.push(...stated);
      if (step !== undefined) timelines.add(placeOf(text));
      latest = stated.reduce((last, next) => (next.date > last.date ? next : last));
    } else if (latest !== undefined && isNext && CALLS_OFF.test(text.plain)) {
      latest.isWithdrawn = true;
    } else if (isNext && PASSES.test(text.plain)) {
      statements.splice(statements.findIndex((statement) => statement.text === latest?.text));
      latest = statements.at(-1);
    } else if (refersToNamedEnd(text)) {
      const end = statements.findLast(({ kind }) => kind === 'support-ends');
      if (saysUseStops(text)) strengthen(end, 'cut-off');
    } else if (latest?.text.heading === text.heading) {
      if (BACK.test(text.plain)) strengthen(latest, kindFrom(text.plain));
      else if (isNext && (latest.kind === 'support-ends' || MEANS.test(text.plain)) && saysConsequence(text))
        strengthen(latest, 'cut-off');
      else if (isNext && isDeprecationAlone(latest.text) && saysUsersLoseUse(text))
        Object.assign(latest, { kind: 'cut-off', certainty: 'stated' });
    }
    isNext = found.length > 0;
  }
  const stepsOfTimelines = steps.filter(({ text }) => timelines.has(placeOf(text)));
  return { statements: [...statements, ...stepsOfTimelines], unread };
}

/** What a text is one of: what stands under its heading, or for a heading what stands under the one over it. */
function placeOf({ plain, heading, above }: Text): string {
  return plain === heading ? (above ?? '') : `${above ?? ''}\n${heading}`;
}

/** Separates a date from what happens on it. */
const SEPARATOR = /^\W{0,3}(?: [-–—] |: ?|[–—]|- )\W*\w/;

/** A line that starts with its date: "May 5, 2027 - Move the rules". */
function isLineOfTimeline({ plain, cells }: Text, dated: readonly DatedReading[]): boolean {
  const [only, ...more] = dated;
  if (cells !== undefined || only === undefined || more.length > 0) return false;
  return !/\w/.test(plain.slice(0, only.date.start)) && SEPARATOR.test(plain.slice(only.date.end));
}

function toStatement(
  { date, read, isOfItem = false, qualifier = '' }: DatedReading & { read: Read },
  text: Text,
  title: string,
): Statement {
  return {
    date: date.date,
    precision: date.precision,
    kind: read.reading as MilestoneKind,
    certainty: read.certainty,
    yields: read.yields === true,
    isWithdrawn: read.isWithdrawn === true,
    elseKind: read.elseReading ?? 'other',
    mentions: 1,
    isOutranked: false,
    scope: scopeOf([(isOfItem ? itemOf(text, title) : null) ?? readScope(text, date, title), qualifier]),
    text,
  };
}

function isMilestone(dated: DatedReading): dated is DatedReading & { read: Read } {
  return dated.read !== null && dated.read.reading !== 'passing';
}

/** How long what comes instead lasts is none of the notice. */
function isOfSuccessor({ date, read }: DatedReading, { plain, cells }: Text, title: string): boolean {
  const isEnd = read?.reading === 'cut-off' || read?.reading === 'support-ends';
  return isEnd && cells === undefined && isOfLaterVersion(plain, date, title);
}

function scopeOf(parts: readonly (string | null)[]): string | null {
  const named = parts.filter((part) => part !== null && /[a-z]/i.test(part));
  return named.length === 0 ? null : named.join(', ');
}

/** The item that a row of a list of parts is about; null when the title names it. */
function itemOf({ item }: Text, title: string): string | null {
  const name = item?.replace(/ \([^()]*\)$/, '').toLowerCase();
  return item === undefined || name === undefined || title.toLowerCase().includes(name) ? null : item;
}

/** "… on May 31, 2027. After that day calls fail.": what follows tells what the date, of several the last, means. */
function strengthen(last: Statement | undefined, kind: Reading | null): void {
  if (last === undefined || last.kind === 'announced' || last.kind === 'new-use-ends') return;
  if (kind !== 'cut-off' && !(kind === 'new-use-ends' && last.yields)) return;
  last.kind = kind;
  last.certainty = 'stated';
}

/** Puts another date in the place of the one before: "This deadline has been extended to June 30, 2027." */
const MOVES =
  /(?:^\W*(?:this|that|the|these)\b[^.]{0,80}|\b(?:date|deadline|timeline|retirement|removal|shut-?down|sunset|cut-?off|EO[LS]|end[ -]of[ -](?:life|support|service))\b[^.]{0,20})\b(?:has been|have been|was|were|is|are)(?: \w+)? (?:extended|postponed|moved|pushed|delayed|deferred|rescheduled)\b|\b(?:extended|postponed|moved|pushed back|delayed|deferred|rescheduled) (?:this|that|it|the (?:date|deadline|retirement))\b/i;

/** What the sentence before says does not happen: "That's off." */
const CALLS_OFF =
  /^\W*(?:that|this|it)(?:['’]s| is| has been| was)(?: now| all)? (?:off\b|cancel+ed|called off|withdrawn|not happening|no longer (?:planned|the case|going to happen))/i;

/** Explains what the sentence before says: "This means that you can only delete rules." */
const MEANS = /^\W*(?:this|that|it|which) means\b/i;

/** What the sentence before says is over after a while: "At 18:30, behavior returns to normal." */
const PASSES =
  /\b(?:(?:returns?|goes|go|be|is|are) back to normal|returns? to normal|(?:will be|are|is) re-?enabled)\b/i;

/** The later date is what the one that it replaces was, unless the sentence itself says more. */
function replace(moved: Statement, stated: readonly Statement[]): void {
  const isSame = moved.text.heading === stated[0]?.text.heading && moved.kind !== 'announced';
  for (const later of isSame ? stated.filter(({ date }) => date > moved.date) : []) {
    moved.isWithdrawn = true;
    if (later.certainty === 'implied') Object.assign(later, { kind: moved.kind, certainty: moved.certainty });
  }
}

/** "August 28, 2025 for Plus shops and August 26, 2026 for others": whom each of several dates is about. */
const FOR = /^,? for (?:the )?([\w -]{3,40}?)(?=[,.;]|\W*$| and\b)/;

/** "East: August 28, 2025; West: August 26, 2026", but not "Removal: August 26, 2026". */
const OF = /(?:^|[:;,.] |\band )((?:[\w-]+ ){0,3}[\w-]+): ?$/;

/** Empty for a date that is about all, and for all of a sentence that says it of one date only. */
function qualifiersOf(plain: string, dates: readonly StatedDate[]): string[] {
  const said = dates.map(({ start, end }, index) => {
    const before = plain.slice(Math.max(dates[index - 1]?.end ?? 0, start - MAX_QUALIFIER), start);
    const label = OF.exec(before)?.[1] ?? '';
    const isName = label !== '' && readClause(`${label}: @`) === null && readClause(label) === null;
    return isName ? label : (FOR.exec(plain.slice(end, end + MAX_QUALIFIER))?.[1] ?? '');
  });
  return said.filter((words) => words !== '').length > 1 ? said : dates.map(() => '');
}

/** Characters behind a date in which it may say whom it is about. */
const MAX_QUALIFIER = 60;

/** Goes on about what the sentence before wants: "If you need to create more: in that case, …". */
const IN_THAT_CASE =
  /^\W*(?:in (?:that|this|such(?: an?)?) case|if so|to do (?:so|this|that)|for (?:this|that)(?: purpose)?|until then|in the meantime)\b/i;
const CREATES = new RegExp(`\\b${CREATE}\\b`, 'i');

/** What can be used until a day for creating more is new use. */
function inCaseOf(before: Text | undefined, text: Text, dated: DatedReading): DatedReading {
  const isCase = before?.heading === text.heading && IN_THAT_CASE.test(text.plain);
  const isImplied = dated.read?.reading === 'cut-off' && dated.read.certainty === 'implied';
  return isCase && isImplied && CREATES.test(before.plain) ? { ...dated, read: NEW_USE_ENDS } : dated;
}

function readProse({ title, texts }: Document, index: number, known: DocumentDates): DatedReading[] {
  const text = texts[index];
  if (text === undefined) return [];
  const item = readItem(readSentence(text, title, known), text.plain);
  const sentence = readLead(item, texts, index, known);
  const dated = readLabel(sentence, texts, index, known);
  const inContext = readInContext(dated, texts, index, known);
  return inContext.map((each) => inCaseOf(texts[index - 1], text, each));
}

/** A question states nothing: "What happens after March 31, 2027?" */
function readSentence(text: Text, title: string, known: DocumentDates): DatedReading[] {
  if (/\?\W*$/.test(text.plain)) return [];
  const dates = datesIn(text.plain, known);
  const qualifiers = qualifiersOf(text.plain, dates);
  return dates.flatMap((date, index) => {
    if (date.isWindow) return [];
    const read = readDate(excerptAround(text.plain, dates, index), text.heading, title);
    return [{ date, read, qualifier: qualifiers[index] ?? '' }];
  });
}
