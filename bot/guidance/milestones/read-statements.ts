import type { MilestoneKind } from '../guidance-map.ts';
import { clausesOf } from './clauses.ts';
import { datesIn, dateLikeVersions } from './date-like-versions.ts';
import type { StatedDate } from './dates.ts';
import { readScope } from './scope.ts';
import { readClause, type Reading, type StatementRule } from './rules/statement-rules.ts';

/** A sentence, a heading or a table row of an announcement, where a milestone may be stated. */
export interface Text {
  /** Card-safe Markdown. */
  text: string;
  /** The words alone. */
  plain: string;
  line: number;
  /** The heading that it stands under, without the announcement's own title; empty under that. */
  heading: string;
  /** For a table row: the column heading of each cell, in the order of `cells`. */
  cells?: readonly { header: string; plain: string }[];
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
  /** The part of the product that it is about; null for all of it. */
  scope: string | null;
  text: Text;
}

export interface Document {
  /** The title of the announcement: what it names is no part of the product. */
  title: string;
  texts: readonly Text[];
}

/** Readings from the weakest to the strongest: of two for one date the stronger holds. */
const STRENGTH: readonly Reading[] = [
  'passing',
  'other',
  'announced',
  'new-use-ends',
  'support-ends',
  'cut-off',
];

export function stronger<R extends Reading>(a: R, b: R): R {
  return STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b;
}

type Read = Omit<StatementRule, 'constructions'>;

const OTHER: Read = { reading: 'other', certainty: 'stated' };
const ANNOUNCED: Read = { reading: 'announced', certainty: 'stated' };

/** "July 8, 2026, the day of this announcement": says what the date is, whatever the rest of the sentence says. */
const APPOSITION = /^\W*the (?:day|date) of (?:this|the|our) announcement\b/i;
/** "It is removed from new tenants on #, and from all others on @": what is said of the other date alone. */
const SAID_OF_OTHER = /\b(?:for|from|in|to) [^#@]{0,60}#,? (?:and|but) (?=(?:for|from|in|to)\b)/i;
/** Words that speak of a date that was named before. */
const BACK =
  /\b(?:by then|from then|since then|after which|afterwards|thereafter|(?:after|from|on|at|by|until|beyond|past) (?:that|this|the|its)(?: [\w-]+){0,3}? (?:day|date|time|point|deadline|retirement|removal|cut-?off|freeze)|then|on the day|that (?:same )?day)\b/i;

export interface ReadTexts {
  /** In reading order. */
  statements: Statement[];
  /** Sentences and rows with a date of which no rule says what it is, or that it is none of the notice. */
  unread: Text[];
}

/** Reads every dated statement of an announcement. */
export function readStatements({ title, texts }: Document): ReadTexts {
  const versions = dateLikeVersions(texts);
  const statements: Statement[] = [];
  const unread: Text[] = [];
  let latest: Statement[] = [];
  let isNext = false;
  for (const text of texts) {
    const dated = text.cells ? readRow(text.cells, versions) : readSentence(text, title, versions);
    const found = dated.filter(isMilestone);
    if (dated.some(({ read }) => read === null)) unread.push(text);
    if (found.length > 0) {
      latest = found.map(({ date, read, isOfItem = false, qualifier = '' }) => ({
        date: date.date,
        precision: date.precision,
        kind: read.reading as MilestoneKind,
        certainty: read.certainty,
        isDuty: read.isDuty === true,
        scope: scopeOf([(isOfItem ? itemOf(text, title) : null) ?? readScope(text, date, title), qualifier]),
        text,
      }));
      statements.push(...latest);
    } else if (BACK.test(text.plain) || (isNext && END_OF_LIFE.test(latest[0]?.text.plain ?? '')))
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
function strengthen(statements: readonly Statement[], { plain, heading }: Text): void {
  const [last] = statements.toSorted((a, b) => (a.date < b.date ? 1 : -1));
  if (last === undefined || last.text.heading !== heading) return;
  if (last.kind === 'announced' || last.kind === 'new-use-ends') return;
  const read = strongest(clausesOf(plain.replace(BACK, '')).map((clause) => readClause(clause)));
  if (read?.reading !== 'cut-off') return;
  last.kind = 'cut-off';
  last.certainty = 'stated';
}

/** Of a hosted service it means the end of use, of software the end of support: the next sentence tells. */
const END_OF_LIFE = /\bend[ -]of[ -]life\b/i;

interface DatedReading {
  date: StatedDate;
  /** Null when no rule reads it. */
  read: Read | null;
  /** The heading of a column says it of the item in each row. */
  isOfItem?: boolean;
  /** For whom it holds, as the date's cell says it; empty or absent for all. */
  qualifier?: string;
}

/** A question states nothing: "What happens after March 31, 2027?" */
function readSentence(text: Text, title: string, versions: ReadonlySet<string>): DatedReading[] {
  if (/\?\W*$/.test(text.plain)) return [];
  const dates = datesIn(text.plain, versions);
  return dates.flatMap((date, index) => {
    if (date.isWindow) return [];
    return [{ date, read: readDate(excerptAround(text.plain, dates, index), text.heading, title) }];
  });
}

/** A sentence, or as much of it as may speak of the date at `index`. */
interface Excerpt {
  plain: string;
  dates: readonly StatedDate[];
  index: number;
}

/** Characters on each side of a date that are read: the work stays linear in a text that is one long sentence. */
const REACH = 500;

function excerptAround(plain: string, dates: readonly StatedDate[], index: number): Excerpt {
  if (plain.length <= REACH) return { plain, dates, index };
  const { start = 0, end = 0 } = dates[index] ?? {};
  const from = Math.max(0, start - REACH);
  const to = end + REACH;
  let first = index;
  while ((dates[first - 1]?.start ?? -1) >= from) first--;
  let last = index;
  while ((dates[last + 1]?.end ?? Infinity) <= to) last++;
  const within = dates.slice(first, last + 1);
  return {
    plain: plain.slice(from, to),
    dates: within.map((date) => ({ ...date, start: date.start - from, end: date.end - from })),
    index: index - first,
  };
}

/**
 * What a sentence says of one of its dates: what the date's own clause says, made stronger by clauses that refer to
 * it; else what the clauses beside it say that have no date of their own; else what the whole sentence or, for a
 * date that stands alone, the heading says.
 */
function readDate({ plain, dates, index }: Excerpt, heading: string, title: string): Read | null {
  const clauses = clausesOf(withPlaceholders(plain, dates, index));
  const own = clauses.findIndex((clause) => clause.includes('@'));
  const isDated = (clause: string | undefined): boolean => clause === undefined || /[@#]/.test(clause);
  const beside: string[] = [];
  for (let i = own + 1; !isDated(clauses[i]); i++) beside.push(clauses[i] ?? '');
  if (!clauses.slice(0, own).some((clause) => isDated(clause))) beside.unshift(...clauses.slice(0, own));
  const ownClause = (clauses[own] ?? '').replace(SAID_OF_OTHER, '');
  if (APPOSITION.test(beside.find((clause) => clauses.indexOf(clause) > own) ?? '')) return ANNOUNCED;
  const fromOwn = readClause(ownClause);
  if (fromOwn?.isFinal) return fromOwn;
  const isSilent = fromOwn === null || fromOwn.isWeak === true;
  const referring = beside.filter((clause) => isSilent || BACK.test(clause));
  const read = strongest([fromOwn, ...referring.map((clause) => readClause(clause))]);
  if (read !== null && read.reading !== 'passing' && !read.isWeak) return read;
  const whole = readClause(withPlaceholders(plain, dates, index));
  if (whole !== null && !whole.isWeak) return whole;
  if (EFFECTIVE.test(plain)) return readHeading(heading === '' ? title : heading) ?? whole;
  return wordsOf(ownClause) <= 4 && clauses.length <= 2 ? readClause(heading) : whole;
}

/** A line that dates what its heading, or the title, says. */
const EFFECTIVE =
  /^\W*(?:change )?(?:effective|in effect|deadline|date of change|effective date)\b\W*(?:as of|on|from|since|date)?\W*[\w, ]{0,20}\d{4}\W*$/i;

function readHeading(heading: string): Read | null {
  return readClause(heading) ?? readClause(`${heading} on @`);
}

function wordsOf(clause: string): number {
  return clause.split(/\s+/).filter((word) => /\w/.test(word)).length;
}

/** The text with `@` for one of its dates and `#` for the others. */
function withPlaceholders(plain: string, dates: readonly StatedDate[], index: number): string {
  const clean = plain.replace(/[@#]/g, ' ');
  let text = '';
  let end = 0;
  for (const [i, date] of dates.entries()) {
    if (date.start < end) continue; // the end of a range, which shares its text with the start
    text += clean.slice(end, date.start) + (i === index || dates[index]?.start === date.start ? '@' : '#');
    end = date.end;
  }
  return text + clean.slice(end);
}

function strongest(reads: readonly (Read | null)[]): Read | null {
  return reads.reduce((best, next) => {
    if (best === null || next === null) return best ?? next;
    if (best.reading === next.reading) return best.certainty === 'stated' ? best : next;
    return stronger(best.reading, next.reading) === best.reading ? best : next;
  }, null);
}

/** Column headings of what is dated without being retired. */
const PASSING_HEADER =
  /\b(?:released?|available|availability|introduced|published|updated|GA|since|created|start(?:s|ed)?)\b/i;

/** A table row states of its date what its own cell says, else what the date's column is called, else the other cells. */
function readRow(cells: NonNullable<Text['cells']>, versions: ReadonlySet<string>): DatedReading[] {
  return cells.flatMap(({ header, plain: cell }, column) => {
    const dates = datesIn(cell, versions);
    const others = cells.filter((_cell, index) => index !== column).map((other) => other.plain);
    return dates.flatMap((date, index) => {
      if (date.isWindow || PASSING_HEADER.test(header)) return [];
      const words = withPlaceholders(cell, dates, index);
      const fromCell = wordsOf(words) > MAX_QUALIFIER ? readClause(words) : readQualified(words);
      if (fromCell !== null || wordsOf(words) > MAX_QUALIFIER) return [{ date, read: fromCell }];
      const fromHeader = readClause(header) ?? readClause(`${header}: @`);
      const fromOthers = others
        .map((other) => strongest(clausesOf(other).map((clause) => readCell(clause, isTimetable(header)))))
        .find((read) => read !== null);
      const read = fromHeader ?? fromOthers ?? (isTimetable(header) ? OTHER : null);
      return [{ date, read, isOfItem: fromHeader !== null, qualifier: qualifierOf(cell, dates, index) }];
    });
  });
}

/** Words beside a date that say whom it is about: "June 30, 2027 for existing tenants". */
const MAX_QUALIFIER = 6;

function readQualified(words: string): Read | null {
  return wordsOf(words) <= 2 ? null : readClause(words);
}

/** What a cell says behind one of its dates, up to the next; empty when it says nothing. */
function qualifierOf(cell: string, dates: readonly StatedDate[], index: number): string {
  const rest = cell.slice(dates[index]?.end, dates[index + 1]?.start);
  return rest.replace(/^[\s,;:()*–—-]+(?:for )?|[\s,;:()*–—-]+$|\b(?:and|or|,)\s*$/gi, '');
}

/** What a cell says of the date of its row: "Sign-in stops", "Initial release". In a timetable it happens from then on. */
function readCell(clause: string, isFrom: boolean): Read | null {
  const forms = [clause, ...(isFrom ? [`From @, ${clause}`] : []), `${clause} @`];
  return forms.map((words) => readClause(words)).find((read) => read !== null && !read.isWeak) ?? null;
}

/** A column of dates whose rows say what happens then. */
function isTimetable(header: string): boolean {
  return /^\W*(?:when|date|day|time|timeline|milestone|by when|from|effective)\b/i.test(header);
}
