import type { MilestoneKind } from '../guidance-map.ts';
import { datesIn, type DocumentDates, readDocumentDates } from './document-dates.ts';
import type { StatedDate } from './dates.ts';
import { BACK, excerptAround, kindFrom, type Read, readDate } from './read-date.ts';
import { readLabel } from './read-label.ts';
import { type DatedReading, readRow } from './read-row.ts';
import { readScope } from './scope.ts';
import type { Reading } from './rules/statement-rules.ts';
import type { Text } from './text.ts';

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
}

export interface ReadTexts {
  /** In reading order. */
  statements: Statement[];
  /** Sentences and rows with a date of which no rule says what it is, or that it is none of the notice. */
  unread: Text[];
}

/** Reads every dated statement of an announcement. */
export function readStatements({ title, texts }: Document): ReadTexts {
  const known = readDocumentDates(texts);
  const statements: Statement[] = [];
  const unread: Text[] = [];
  let latest: Statement | undefined;
  let isNext = false;
  for (const [index, text] of texts.entries()) {
    const dated = text.cells
      ? readRow(text, known)
      : readLabel(readSentence(text, title, known), texts, index, known);
    const found = dated.filter(isMilestone);
    if (dated.some(({ read }) => read === null)) unread.push(text);
    if (found.length > 0) {
      const stated = found.map(({ date, read, isOfItem = false, qualifier = '' }) => ({
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
      }));
      if (latest && MOVES.test(text.plain)) replace(latest, stated);
      statements.push(...stated);
      latest = stated.reduce((last, next) => (next.date > last.date ? next : last));
    } else if (isNext && PASSES.test(text.plain)) {
      statements.splice(statements.findIndex((statement) => statement.text === latest?.text));
      latest = statements.at(-1);
    } else if (END_DATE.test(text.plain)) {
      strengthen(statements.findLast(({ kind }) => kind === 'support-ends') ?? latest, text);
    } else if (BACK.test(text.plain) || (isNext && END_OF_LIFE.test(latest?.text.plain ?? ''))) {
      strengthen(latest, text);
    }
    isNext = found.length > 0;
  }
  return { statements, unread };
}

function isMilestone(dated: DatedReading): dated is DatedReading & { read: Read } {
  return dated.read !== null && dated.read.reading !== 'passing';
}

function scopeOf(parts: readonly (string | null)[]): string | null {
  const named = parts.filter((part) => part !== null && /[a-z]/i.test(part));
  return named.length === 0 ? null : named.join(', ');
}

/** The item that a row of a list of parts is about; null when the title names it. */
function itemOf({ item }: Text, title: string): string | null {
  return item === undefined || title.toLowerCase().includes(item.toLowerCase()) ? null : item;
}

/** "… on May 31, 2027. After that day calls fail.": what follows tells what the date, of several the last, means. */
function strengthen(last: Statement | undefined, { plain, heading }: Text): void {
  if (last === undefined || last.text.heading !== heading) return;
  if (last.kind === 'announced' || last.kind === 'new-use-ends') return;
  const kind = kindFrom(plain);
  if (kind !== 'cut-off' && !(kind === 'new-use-ends' && last.yields)) return;
  last.kind = kind;
  last.certainty = 'stated';
}

/** Puts another date in the place of the one before: "This deadline has been extended to June 30, 2027." */
const MOVES =
  /^\W*(?:this|that|the|these)\b[^.]{0,80}\b(?:has been|have been|was|were|is|are)(?: \w+)? (?:extended|postponed|moved|pushed|delayed|deferred|rescheduled)\b|\b(?:extended|postponed|moved|pushed back|delayed|deferred|rescheduled) (?:this|that|it|the (?:date|deadline|retirement))\b/i;

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

/** Empty for a date that is about all, and for all of a sentence that says it of one date only. */
function qualifiersOf(plain: string, dates: readonly StatedDate[]): string[] {
  const said = dates.map(({ end }) => FOR.exec(plain.slice(end, end + MAX_QUALIFIER))?.[1] ?? '');
  return said.filter((words) => words !== '').length > 1 ? said : dates.map(() => '');
}

/** Characters behind a date in which it may say whom it is about. */
const MAX_QUALIFIER = 60;

/** "After the EOL date it stops": the end that was named before, whatever other dates stand between. */
const END_DATE =
  /\b(?:after|from|on|past|once) (?:the|that|its|this) (?:EOL|EOS|end[ -]of[ -](?:life|support))\b/i;

/** Of a hosted service it means the end of use, of software the end of support: the next sentence tells. */
const END_OF_LIFE = /\bend[ -]of[ -]life\b/i;

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
