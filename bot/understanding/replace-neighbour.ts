import { compareVersions } from '../guidance/version-verdict.ts';

const LEAD = String.raw`^\W*(?:(?:and|but|so|then|ok|okay|what about|how about|what (?:is|was)|which (?:is|was)|when (?:is|was|did)|tell me) )*`;
const END = String.raw`(?: (?:come out|came out|out|released|supported))?\W*$`;
const ONE = String.raw`(?:one|version|build|release)`;
const RIGHT = String.raw`(?: (?:just|right|directly|immediately))?`;
const IT = String.raw`(?: (?:it|that|this)(?: ${ONE})?)`;

/** "The one before it?", "and the next version?", "which came before?" */
const BEFORE = new RegExp(
  `${LEAD}(?:the ${ONE}${RIGHT} before${IT}?|(?:the |its )?(?:previous|preceding|prior) ${ONE}|its predecessor|(?:which|what)(?: ${ONE})? (?:came|comes)${RIGHT} before${IT}?)${END}`,
  'i',
);
const AFTER = new RegExp(
  `${LEAD}(?:the ${ONE}${RIGHT} after${IT}?|(?:the |its )?(?:next|following|subsequent) ${ONE}|its successor|(?:which|what)(?: ${ONE})? (?:came|comes)(?: next|${RIGHT} after${IT}?))${END}`,
  'i',
);

/** "And before that?" asks of a version only where its release was asked for. */
const BEFORE_THAT = new RegExp(`${LEAD}before${IT}${END}`, 'i');
const AFTER_THAT = new RegExp(`${LEAD}after${IT}${END}`, 'i');
const OF_RELEASE = /\b(?:released?|releases|(?:came|come) out|published)\b/i;

const VERSION = /(?<![\w.])\d{1,2}(?:\.\d{1,5}){2,3}(?![\w.]*\w)/g;

/**
 * The last question about the version before the one that it names, or after it: "the one before it?". After the newest,
 * whether there is a newer one. Null where no version is asked for so, or the question names none alone.
 * @param versions the oldest first.
 */
export function replaceNeighbour(text: string, last: string, versions: readonly string[]): string | null {
  const asks = (one: RegExp, that: RegExp) => one.test(text) || (OF_RELEASE.test(last) && that.test(text));
  const isBefore = asks(BEFORE, BEFORE_THAT);
  if (!isBefore && !asks(AFTER, AFTER_THAT)) return null;
  const [named, ...others] = last.match(VERSION) ?? [];
  if (named === undefined || others.length > 0 || versions.length === 0) return null;
  if (isBefore) {
    const before = versions.findLast((version) => compareVersions(version, named) < 0);
    return before === undefined ? null : last.replace(named, before);
  }
  const next = versions.find((version) => compareVersions(version, named) > 0);
  return next === undefined ? `is there anything newer than ${named}?` : last.replace(named, next);
}
