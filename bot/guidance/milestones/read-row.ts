import type { StatedDate } from './dates.ts';
import { clausesOf, hasVerb } from './clauses.ts';
import { datesIn, type DocumentDates } from './document-dates.ts';
import { describesEnd } from './described-ends.ts';
import {
  BACK,
  type Excerpt,
  excerptAround,
  kindFrom,
  type Read,
  readDate,
  strongest,
  withPlaceholders,
  wordsOf,
} from './read-date.ts';
import { readClause } from './rules/statement-rules.ts';
import { NON_USERS } from './rules/vocabulary.ts';
import type { Cell } from './text.ts';

export interface DatedReading {
  date: StatedDate;
  /** Null when no rule reads it. */
  read: Read | null;
  /** The heading of a column says it of the item in each row. */
  isOfItem?: boolean;
  /** For whom it holds, as the date's cell says it; empty or absent for all. */
  qualifier?: string;
}

const OTHER: Read = { reading: 'other', certainty: 'stated' };
/** Column headings of what is dated without being retired. */
const PASSING_HEADER =
  /\b(?:released?|available|availability|introduced|published|updated|GA|since|created|(?<!grace period )start(?:s|ed)?)\b/i;

/** When each phase of another column starts. */
const STARTS = /^\W*start(?:s|ing)?\b/i;

/** A column of the days that hold for those who are new: "New tenant change date". */
const OF_NEW_USE = new RegExp(`\\b${NON_USERS}\\b`, 'i');
const NEW_USE_ENDS: Read = { reading: 'new-use-ends', certainty: 'stated' };
/** A column heading that only counts the steps: "Phase 1". Its dates are steps on the way; a heading that also says what happens is read as that. */
const STEP = /\b(?:step|phase|stage|wave)\b/i;

/** A table row states of its date what its own cell says, else what the date's column is called, else the other cells, else the sentence before the table. */
export function readRow(
  { cells = [], intro = '' }: { cells?: readonly Cell[]; intro?: string },
  known: DocumentDates,
): DatedReading[] {
  const dated: DatedReading[] = cells.flatMap(({ header, plain: cell }, column) => {
    const dates = datesIn(cell, known);
    const others = cells.filter((_cell, index) => index !== column).map((other) => other.plain);
    const isOfPhase = STARTS.test(header) && isPhases(cells);
    const isOfAvailability =
      isTimetable(header) && isPassing(cells.filter((_cell, index) => index !== column));
    return dates.flatMap((date, index) => {
      if (date.isWindow || isOfAvailability || (PASSING_HEADER.test(header) && !isOfPhase)) return [];
      const around = excerptAround(cell, dates, index);
      const words = withPlaceholders(around.plain, around.dates, around.index);
      const isSentence = wordsOf(words) > MAX_QUALIFIER;
      const fromCell = isSentence ? readInCell(around) : readQualified(words);
      if (fromCell !== null || isSentence) return [{ date, read: fromCell }];
      const fromHeader = readClause(header) ?? readClause(`${header}: @`);
      const fromOthers = readOthers(others, isTimetable(header) || isOfPhase);
      const isSilent = fromHeader === null && fromOthers === null;
      const fromIntro = isSilent && isTimetable(header) ? (readIntro(intro) ?? OTHER) : null;
      const fromStep = (isSilent && STEP.test(header)) || isOfPhase ? OTHER : null;
      const stated = weighed(fromHeader ?? fromOthers ?? fromIntro ?? fromStep, others, known);
      const read = stated?.reading === 'cut-off' && OF_NEW_USE.test(header) ? NEW_USE_ENDS : stated;
      return [
        {
          date,
          read,
          isOfItem: fromHeader !== null || (isSilent && fromIntro !== null && fromIntro !== OTHER),
          qualifier: qualifierOf(around),
        },
      ];
    });
  });
  return dated.some(({ isOfItem }) => isOfItem) ? dated.map((each) => ({ ...each, isOfItem: true })) : dated;
}

/** What the other cells say: a sentence says more than the name of a phase, unless that names an announcement, an end of sale or of support. */
function readOthers(others: readonly string[], isFrom: boolean): Read | null {
  const reads = others.map((cell) => ({
    isSentence: wordsOf(cell) > MAX_NAME && hasVerb(cell),
    read: strongest(clausesOf(cell).map((clause) => readBeside(clause, isFrom))),
  }));
  const [first = null] = reads.flatMap(({ read }) => read ?? []);
  const sentence = reads.find(({ isSentence, read }) => isSentence && read?.certainty === 'stated')?.read;
  const isEndOfSale = first?.reading === 'new-use-ends' && sentence?.reading === 'support-ends';
  const isNamed = isEndOfSale || first?.reading === 'announced' || first?.reading === 'support-ends';
  return isNamed || sentence?.reading === 'passing' ? first : (sentence ?? first);
}

/** In a row with one date, what another cell says becomes of what exists is more than an end of support. */
function weighed(read: Read | null, others: readonly string[], known: DocumentDates): Read | null {
  const isMore = read?.reading === 'support-ends' && others.some(describesEnd);
  return isMore && others.every((other) => datesIn(other, known).length === 0) ? CUT_OFF : read;
}

/** A list of phases that says when each starts, and not how long it lasts. */
function isPhases(cells: readonly Cell[]): boolean {
  return (
    cells.some(({ header }) => STEP.test(header)) && !cells.some(({ header }) => /\bends?\b/i.test(header))
  );
}

/** What the other columns tell of is what becomes available. */
function isPassing(others: readonly Cell[]): boolean {
  return others.length > 0 && others.every(({ header }) => PASSING_HEADER.test(header));
}

const CUT_OFF: Read = { reading: 'cut-off', certainty: 'stated' };

/** Words of the name of a phase. */
const MAX_NAME = 3;

/** What the date's sentence says, and the one behind it: "Support ends on June 2, 2027. After that, calls fail." */
function readInCell(around: Excerpt): Read | null {
  const sentence = sentenceOf(around);
  const read = readDate(sentence, '', '');
  const rest = around.plain.slice(around.plain.indexOf(sentence.plain) + sentence.plain.length);
  const [next = ''] = rest.replace(/^[\s.!?]+/, '').split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  const isStronger = read?.reading === 'support-ends' && BACK.test(next) && kindFrom(next) === 'cut-off';
  return isStronger ? CUT_OFF : read;
}

/** Words beside a date that say whom it is about: "June 30, 2027 for existing tenants". */
const MAX_QUALIFIER = 6;

function readQualified(words: string): Read | null {
  return wordsOf(words) <= 2 ? null : readClause(words);
}

/** The sentence of a cell in which its date stands. */
function sentenceOf({ plain, dates, index }: Excerpt): Excerpt {
  const { start = 0, end = 0 } = dates[index] ?? {};
  const stop = [...plain.slice(0, start).matchAll(/[.!?]\s+(?=\p{Lu})/gu)].at(-1);
  const from = stop === undefined ? 0 : stop.index + stop[0].length;
  const to = end + (/[.!?]\s+(?=\p{Lu})/u.exec(plain.slice(end))?.index ?? plain.length);
  const first = dates.findIndex((date) => date.start >= from);
  const within = dates.slice(first).filter((date) => date.end <= to);
  return {
    plain: plain.slice(from, to),
    dates: within.map((date) => ({ ...date, start: date.start - from, end: date.end - from })),
    index: index - first,
  };
}

/** What a cell says before its date, as a label, or behind it, up to the next; empty when it says nothing. */
function qualifierOf({ plain, dates, index }: Excerpt): string {
  const label = /([\w][\w &/-]{1,40}):\s*$/.exec(
    plain.slice(dates[index - 1]?.end ?? 0, dates[index]?.start),
  )?.[1];
  if (label !== undefined) return label.trim();
  const rest = plain.slice(dates[index]?.end, dates[index + 1]?.start);
  return rest.replace(/^[\s,;:()*–—-]+(?:for )?|[\s,;:()*–—-]+$|\b(?:and|or|,)\s*$/gi, '');
}

/** What a text says of the date that it stands beside: "Sign-in stops", "Initial release". In a timetable it happens from then on. */
export function readBeside(clause: string, isFrom: boolean): Read | null {
  const forms = [clause, ...(isFrom ? [`From @, ${clause}`, `@: ${clause}`] : []), `${clause} @`];
  return forms.map((words) => readClause(words)).find((read) => read !== null && !read.isWeak) ?? null;
}

/** What the sentence before a table or list says of all its dates: "It will be unavailable as outlined in this table:" */
export function readIntro(intro: string): Read | null {
  const reads = intro.split(/[,;]/).map((part) => readBeside(part, true));
  const read = reads.findLast((each) => each !== null) ?? null;
  return read?.reading === 'passing' ? null : read;
}

/** A column of dates whose rows say what happens then. */
function isTimetable(header: string): boolean {
  return /^\W*(?:when|date|day|time|timeline|milestone|by when|from|effective)\b|\bchange date\b/i.test(
    header,
  );
}
