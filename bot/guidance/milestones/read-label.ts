import { clausesOf, hasVerb } from './clauses.ts';
import { datesIn, type DocumentDates } from './document-dates.ts';
import type { StatedDate } from './dates.ts';
import { type Read, strongest, wordsOf } from './read-date.ts';
import { type DatedReading, readBeside, readIntro } from './read-row.ts';
import { END_WORDS } from './rules/vocabulary.ts';
import type { Text } from './text.ts';

/** Words of a label beside its date: "Phase 2", "What changes on", "Windows Server 2022". */
const MAX_LABEL = 8;
/** Texts beside a label that tell what happens on its date. */
const MAX_BESIDE = 8;

/** Texts on each side of a date that stands alone among which others make it one of a timetable. */
const MAX_TIMETABLE = 20;
/** Characters of a text that is a date alone. */
const MAX_DATE = 40;

/** Use that goes on for those who have it. */
const GOES_ON =
  /\b(?:existing|enabled|current|active)\b.*\b(?:still|continues?|keeps?|remains?|unaffected|as before)\b/i;

/** A label for what goes on up to its date, which says nothing of what happens then. */
const UP_TO = /^\W*(?:on or before|before|until|through|up to|prior to|now)\b/i;

/** A heading over what was new in each version. */
const HISTORY =
  /^\W*(?:change ?logs?|release (?:notes|history)|version history|history|previous releases)\W*$/i;

const ANNOUNCED: Read = { reading: 'announced', certainty: 'stated' };

/**
 * A label with a date says nothing of it itself: what stands under it does, up to the next date, or the sentence that
 * leads to a list of such labels. A heading with a date, under which something ends, is its announcement.
 */
export function readLabel(
  dated: DatedReading[],
  texts: readonly Text[],
  index: number,
  known: DocumentDates,
): DatedReading[] {
  const [label, ...more] = dated;
  const text = texts[index];
  if (label === undefined || text === undefined || more.length > 0) return dated;
  const { plain, heading } = text;
  const words = `${plain.slice(0, label.date.start)}${plain.slice(label.date.end)}`;
  const isDateline = /^\W*date\W*$/i.test(words);
  if ((label.read !== null && !isDateline) || UP_TO.test(words) || HISTORY.test(heading)) return dated;
  if (isDateline && isOneOfDetails(texts, index)) return [{ ...label, read: ANNOUNCED }];
  const under = textsUnder(texts, index);
  if (plain === heading && isEdge(plain, label.date) && isNamed(words) && saysEnd(under, label.date, known))
    return [{ ...label, read: ANNOUNCED }];
  const before = /[a-z]/i.test(words) ? null : readLabelBefore(texts, index, known);
  if (before !== null) return [{ ...label, read: before }];
  const isAlone = (isDateline || !/[a-z]/i.test(words)) && !label.date.isIso;
  const isOne = isAlone && !isOneOfSeveral(texts, index, known);
  if (isOne && saysEnd(under, label.date, known)) return [{ ...label, read: ANNOUNCED }];
  if (wordsOf(words) > MAX_LABEL) return dated;
  const read = readUnder(under, known);
  if (read !== null) return [{ ...label, read }];
  const intro = hasVerb(words) ? null : introOf(texts, index);
  const fromIntro = intro === null ? null : readIntro(intro.plain);
  const qualifier = words.replace(/^[\s:,()*–—-]+|[\s:,()*–—-]+$/g, '');
  return fromIntro === null ? dated : [{ ...label, read: fromIntro, qualifier }];
}

/** Says of a message whom it is for, or where it belongs: "Impacted audience: Partners". */
const DETAIL =
  /^\W*(?:(?:impacted|affected|target|intended) )?(?:workspace|audience|category|author|product|service|area|applies to|status|posted by|tags?|roles?|region)s?\W*: /i;

/** The day of a message is one of its details. */
function isOneOfDetails(texts: readonly Text[], index: number): boolean {
  return [texts[index - 1], texts[index + 1]].some(
    (beside) => beside?.heading === texts[index]?.heading && DETAIL.test(beside?.plain ?? ''),
  );
}

/** A timetable has more dates that stand alone under its heading, or as headings. */
function isOneOfSeveral(texts: readonly Text[], index: number, known: DocumentDates): boolean {
  const text = texts[index];
  const isHeading = text?.plain === text?.heading;
  const near = texts.slice(Math.max(0, index - MAX_TIMETABLE), index + MAX_TIMETABLE);
  const isBeside = ({ plain, heading }: Text): boolean =>
    isHeading ? plain === heading : heading === text?.heading;
  return near.some((other) => other !== text && isBeside(other) && isDateAlone(other, known));
}

function isDateAlone({ plain }: Text, known: DocumentDates): boolean {
  const [date, ...more] = plain.length > MAX_DATE ? [] : datesIn(plain, known);
  return (
    date !== undefined &&
    more.length === 0 &&
    !/[a-z]/i.test(`${plain.slice(0, date.start)}${plain.slice(date.end)}`)
  );
}

/** A date at the end of a heading, or at its start. */
function isEdge(plain: string, { start, end }: DatedReading['date']): boolean {
  return !/\w/.test(plain.slice(end)) || !/\w/.test(plain.slice(0, start));
}

/** "Relay - May 5, 2027", but not "Phase 2 - May 5, 2027". */
function isNamed(words: string): boolean {
  return (
    /[a-z]/i.test(words) &&
    !/\b(?:phase|step|stage|wave|milestone|deadline|dates?|what|when|how)\b/i.test(words)
  );
}

/** What a few words on the line before say of a date that stands alone: "Removal", then "May 5, 2027". */
function readLabelBefore(texts: readonly Text[], index: number, known: DocumentDates): Read | null {
  const [label, date] = [texts[index - 1], texts[index]];
  if (label === undefined || label.cells || label.isTitle || label.heading !== date?.heading) return null;
  if (wordsOf(label.plain) > MAX_LABEL / 2 || datesIn(label.plain, known).length > 0) return null;
  const read = readBeside(label.plain, false);
  return read?.reading === 'passing' ? null : read;
}

function textsUnder(texts: readonly Text[], index: number): Text[] {
  const heading = texts[index]?.heading ?? '';
  const next = texts.slice(index + 1, index + 1 + MAX_BESIDE);
  const end = next.findIndex((text) => text.heading !== heading || text.cells !== undefined);
  return end < 0 ? next : next.slice(0, end);
}

/** Names the date of the label: "until this date". */
const THAT_DATE =
  /\b(on|from|until|till|by|after|before|through) (?:that|this|the same) (?:date|day|deadline)\b/i;

const ENDS = new RegExp(`\\b${END_WORDS}\\b`, 'i');

function saysEnd(under: readonly Text[], { date: day }: StatedDate, known: DocumentDates): boolean {
  const isEnd = under.some(({ plain }) => ENDS.test(plain));
  const dates = under.flatMap(({ plain }) => datesIn(plain, known));
  return isEnd && dates.some(({ date }) => date > day);
}

function readUnder(under: readonly Text[], known: DocumentDates): Read | null {
  const end = under.findIndex(({ plain }) => datesIn(plain, known).length > 0);
  const undated = end < 0 ? under : under.slice(0, end);
  const referring = undated.filter(({ plain }) => THAT_DATE.test(plain));
  const about = referring.length > 0 ? referring : undated;
  const reads = about.flatMap(({ plain }) =>
    clausesOf(plain.replace(THAT_DATE, '$1 @')).map((clause) => readBeside(clause, !clause.includes('@'))),
  );
  const isNewUse = (each: Read | null): boolean => each?.reading === 'new-use-ends';
  const goesOn = reads.some(isNewUse) && undated.some((text) => GOES_ON.test(text.plain));
  const read = goesOn ? (reads.find(isNewUse) ?? null) : strongest(reads);
  return read === null || read.reading === 'passing' ? null : read;
}

/** The sentence that leads to a list: "with the following end-of-life dates:" */
function introOf(texts: readonly Text[], index: number): Text | null {
  const heading = texts[index]?.heading;
  for (let i = index - 1; i >= Math.max(0, index - MAX_BESIDE); i--) {
    const text = texts[i];
    if (text === undefined || text.heading !== heading || text.cells !== undefined) return null;
    if (/:\W*$/.test(text.plain)) return text;
  }
  return null;
}
