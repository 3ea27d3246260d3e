import {
  findDates,
  findDaysWithoutYear,
  numericOrderIn,
  type NumericOrder,
  type StatedDate,
} from './dates.ts';

const ISO = /\d-\d\d-\d/;

const ISO_DATE = String.raw`\d{4}-\d{2}-\d{2}(?:-(?:preview|alpha|beta|rc|ga|stable)\b)?`;
const MORE = String.raw`(?:(?:,? (?:and|or|to) |, )${ISO_DATE})*`;
/** API versions are dates, too: `2026-03-01` is one wherever a text calls it one. */
const DATE_LIKE_VERSIONS = [
  new RegExp(String.raw`\bversions?[ =:]+(?:of |is |are |from |up to |\(|["'‘“])*(${ISO_DATE}${MORE})`, 'gi'),
  new RegExp(
    String.raw`\b(?:versions|api version) (?:before|prior to|(?:older|earlier|newer|later|lower) than|below|since) (${ISO_DATE}${MORE})`,
    'gi',
  ),
  /(\d{4}-\d{2}-\d{2})(?:-(?:preview|alpha|beta|rc|ga|stable)\b|\)? (?:and|or) (?:later|newer|older|earlier)\b)/gi,
  /(\d{4}-\d{2}-\d{2})["'`’”]?\)? (?:(?:REST|management|preview|stable) )?(?:API|version)\b/gi,
];

/** What the whole of an announcement tells of how it writes dates. */
export interface DocumentDates {
  /** The dates that it calls versions, as `YYYY-MM-DD`. */
  versions: ReadonlySet<string>;
  /** The order of the numbers in `10/11/2023`; null when the document does not tell. */
  order: NumericOrder | null;
  /** The full date of a day, as `MM-DD`, that it names without a year; undefined when it does not tell. */
  dateOf: (day: string) => string | undefined;
  /** The full dates in each of its texts, by the text. */
  full: ReadonlyMap<string, readonly StatedDate[]>;
}

/**
 * Reads from all texts of an announcement which dates are versions, and which year a day without one is in: where no text
 * names a year, it is the next such day after the one, `YYYY-MM-DD`, on which the announcement was published.
 */
export function readDocumentDates(
  texts: readonly { plain: string }[],
  published: string | null = null,
): DocumentDates {
  const versions = dateLikeVersions(texts);
  const order = numericOrderIn(texts);
  const days = new Map<string, string | null>();
  const all = new Set<string>();
  const full = new Map(texts.map(({ plain }) => [plain, findDates(plain, order)]));
  for (const dates of full.values()) {
    for (const { date, precision } of dates) {
      if (precision !== 'day') continue;
      all.add(date);
      const day = date.slice(5);
      days.set(day, days.get(day) === undefined || days.get(day) === date ? date : null);
    }
  }
  return {
    versions,
    order,
    full,
    dateOf: (day) => {
      const named = days.get(day);
      if (named !== undefined) return named ?? undefined;
      return published !== null && all.size === 0 ? nextAfter(published, day) : inOnlyYear(day, all);
    },
  };
}

function nextAfter(published: string, day: string): string {
  const year = Number(published.slice(0, 4));
  return `${String(day > published.slice(5) ? year : year + 1)}-${day}`;
}

/** If all full dates of a document are in one year, a day without a year is in that year, too, unless that is after the last of them. */
function inOnlyYear(day: string, dates: ReadonlySet<string>): string | undefined {
  const [last = '', ...others] = [...dates].sort().reverse();
  const year = last.slice(0, 4);
  const date = `${year}-${day}`;
  return year !== '' && date < last && others.every((other) => other.startsWith(year)) ? date : undefined;
}

function dateLikeVersions(texts: readonly { plain: string }[]): Set<string> {
  const versions = new Set<string>();
  for (const { plain } of texts) {
    if (!ISO.test(plain)) continue;
    for (const pattern of DATE_LIKE_VERSIONS) {
      for (const [, list = ''] of plain.matchAll(pattern)) {
        for (const [date] of list.matchAll(/\d{4}-\d{2}-\d{2}/g)) versions.add(date);
      }
    }
  }
  return versions;
}

/** The dates that a text states, without those that are versions; "February 1" is one where the year is known. */
export function datesIn(
  plain: string,
  { versions, order, dateOf, full: known }: DocumentDates,
): StatedDate[] {
  const full = (known.get(plain) ?? findDates(plain, order)).filter(
    ({ date, isIso }) => !(isIso && versions.has(date)),
  );
  const withoutYear = findDaysWithoutYear(plain, dateOf);
  const more = withoutYear.filter(({ start, end }) =>
    full.every((date) => date.end <= start || date.start >= end),
  );
  return more.length === 0 ? full : [...full, ...more].sort((a, b) => a.start - b.start);
}
