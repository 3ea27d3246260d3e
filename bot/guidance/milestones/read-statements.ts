import type { MilestoneKind } from '../guidance-map.ts';
import { clausesOf } from './clauses.ts';
import { datesIn, type DocumentDates, readDocumentDates } from './document-dates.ts';
import type { StatedDate } from './dates.ts';
import { BACK, excerptAround, type Read, readDate, strongest, wordsOf } from './read-date.ts';
import { type Cell, type DatedReading, readBeside, readRow } from './read-row.ts';
import { readScope } from './scope.ts';
import { readClause } from './rules/statement-rules.ts';

/** A sentence, a heading or a table row of an announcement, where a milestone may be stated. */
export interface Text {
  /** Card-safe Markdown. */
  text: string;
  /** The words alone. */
  plain: string;
  line: number;
  /** It is the title of the announcement, or of its page. */
  isTitle?: true;
  /** The heading that it stands under, without the announcement's own title; empty under that. */
  heading: string;
  /** For a table row: the column heading of each cell, in the order of `cells`. */
  cells?: readonly Cell[];
  /** For a table row: the sentence that leads to the table. */
  intro?: string;
  /** For a row of a table that lists several products or parts: which one it is about. */
  item?: string;
}

/** What an announcement says of one date in one place. */
export interface Statement {
  date: string;
  precision: StatedDate['precision'];
  kind: MilestoneKind;
  /** `implied`: concluded from a duty or from how long something goes on. */
  certainty: 'stated' | 'implied';
  /** Concluded from a duty alone. */
  isDuty: boolean;
  /** What it is beside an end that is stated. */
  elseKind: MilestoneKind;
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
        isDuty: read.isDuty === true,
        isWithdrawn: read.isWithdrawn === true,
        elseKind: read.elseReading ?? 'other',
        mentions: 1,
        isOutranked: false,
        scope: scopeOf([(isOfItem ? itemOf(text, title) : null) ?? readScope(text, date, title), qualifier]),
        text,
      }));
      statements.push(...stated);
      latest = stated.reduce((last, next) => (next.date > last.date ? next : last));
    } else if (BACK.test(text.plain) || (isNext && END_OF_LIFE.test(latest?.text.plain ?? '')))
      strengthen(latest, text);
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
  const read = strongest(clausesOf(plain.replace(BACK, '')).map((clause) => readClause(clause)));
  if (read?.reading !== 'cut-off') return;
  last.kind = 'cut-off';
  last.certainty = 'stated';
}

/** Of a hosted service it means the end of use, of software the end of support: the next sentence tells. */
const END_OF_LIFE = /\bend[ -]of[ -]life\b/i;

/** A question states nothing: "What happens after March 31, 2027?" */
function readSentence(text: Text, title: string, known: DocumentDates): DatedReading[] {
  if (/\?\W*$/.test(text.plain)) return [];
  const dates = datesIn(text.plain, known);
  return dates.flatMap((date, index) => {
    if (date.isWindow) return [];
    return [{ date, read: readDate(excerptAround(text.plain, dates, index), text.heading, title) }];
  });
}

/** Words of a label beside its date: "Phase 2", "What changes on". */
const MAX_LABEL = 5;
/** Texts under a label that tell what happens on its date. */
const MAX_UNDER_LABEL = 6;

/** Use that goes on for those who have it. */
const GOES_ON =
  /\b(?:existing|enabled|current|active)\b.*\b(?:still|continues?|keeps?|remains?|unaffected|as before)\b/i;

/** "Phase 2: May 5, 2027" says nothing of its date itself: what stands under it does, up to the next date. */
function readLabel(
  dated: DatedReading[],
  texts: readonly Text[],
  index: number,
  known: DocumentDates,
): DatedReading[] {
  const [label, ...more] = dated;
  const { plain = '', heading = '' } = texts[index] ?? {};
  if (label === undefined || label.read !== null || more.length > 0) return dated;
  if (wordsOf(plain.slice(0, label.date.start) + plain.slice(label.date.end)) > MAX_LABEL) return dated;
  const under: Text[] = [];
  for (const next of texts.slice(index + 1, index + 1 + MAX_UNDER_LABEL)) {
    if (next.heading !== heading || next.cells !== undefined || datesIn(next.plain, known).length > 0) break;
    under.push(next);
  }
  const reads = under.flatMap((text) => clausesOf(text.plain).map((clause) => readBeside(clause, true)));
  const isNewUse = (each: Read | null): boolean => each?.reading === 'new-use-ends';
  const goesOn = reads.some(isNewUse) && under.some((text) => GOES_ON.test(text.plain));
  const read = goesOn ? (reads.find(isNewUse) ?? null) : strongest(reads);
  return read === null || read.reading === 'passing' ? dated : [{ ...label, read }];
}
