import { findDates, type StatedDate } from './dates.ts';

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

/** The dates that a notice calls versions, as `YYYY-MM-DD`. */
export function dateLikeVersions(texts: readonly { plain: string }[]): Set<string> {
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

/** The dates that a text states, without those that are versions. */
export function datesIn(plain: string, versions: ReadonlySet<string>): StatedDate[] {
  return findDates(plain).filter(({ date, isIso }) => !(isIso && versions.has(date)));
}
