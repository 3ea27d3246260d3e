import { datesIn, type DocumentDates } from './document-dates.ts';
import { type Read, readDate, strongest } from './read-date.ts';
import type { DatedReading } from './read-row.ts';
import type { Text } from './text.ts';

/** A sentence that the items of a list complete: "Starting May 5, 2027, you will no longer be able to:". */
const OPEN = /\b(?:able to|can|cannot|can['’]t|no longer|not|will|be|is|are|to)\W{0,3}:\W*$/i;
/** Items that are read. */
const MAX_ITEMS = 8;

/** The date of such a sentence is what all items that complete it say, or the most that one of them says. */
export function readLead(
  dated: readonly DatedReading[],
  texts: readonly Text[],
  index: number,
  known: DocumentDates,
): DatedReading[] {
  const [lead, ...more] = dated;
  const text = texts[index];
  if (lead === undefined || text === undefined || more.length > 0 || !OPEN.test(text.plain))
    return [...dated];
  const start = text.plain.replace(/\W*:\W*$/, ' ');
  const reads = itemsUnder(texts, index, known).map(({ plain }) => {
    const item = `${plain.charAt(0).toLowerCase()}${plain.slice(1)}`;
    return readDate({ plain: start + item, dates: [lead.date], index: 0 }, text.heading, '');
  });
  const read: Read | null = strongest(reads);
  return read === null ? [...dated] : [{ ...lead, read }];
}

/** The texts up to the next date or heading. */
function itemsUnder(texts: readonly Text[], index: number, known: DocumentDates): Text[] {
  const next = texts.slice(index + 1, index + 1 + MAX_ITEMS);
  const end = next.findIndex(
    ({ plain, heading, cells }) =>
      heading !== texts[index]?.heading || cells !== undefined || datesIn(plain, known).length > 0,
  );
  return end < 0 ? next : next.slice(0, end);
}
