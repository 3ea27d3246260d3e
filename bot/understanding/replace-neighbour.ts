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

/** "And .79?": a version that begins as the one before does. */
const ENDING = new RegExp(
  String.raw`^\W*?(?:(?:and|but|so|then|or|ok|okay|what about|how about|is|for|to|not|no|sorry|i meant?)\W+?)*(?<!\d)\.(\d{1,5}(?:\.\d{1,5}){0,2})(?:,? (?:then|instead|too|though))?\W*$`,
  'i',
);

/** "And before that?" asks of a version only where its release was asked for. */
const BEFORE_THAT = new RegExp(`${LEAD}before${IT}${END}`, 'i');
const AFTER_THAT = new RegExp(`${LEAD}after${IT}${END}`, 'i');
const OF_RELEASE = /\b(?:released?|releases|(?:came|come) out|published)\b/i;

const VERSION = /(?<![\w.])\d{1,2}(?:\.\d{1,5}){2,3}(?![\w.]*\w)/g;

/**
 * The last question with the version that ends so in the place of its own: "and .79?" after 2.5.76.0. Null where no version is
 * named so, or the question names none.
 * @param versions all that are known; one that isn't is taken as it was said.
 */
export function replaceEnding(text: string, last: string, versions: readonly string[]): string | null {
  const [, ending] = ENDING.exec(text) ?? [];
  const named = last.match(VERSION)?.at(-1);
  if (ending === undefined || named === undefined) return null;
  const parts = named.split('.');
  const said = ending.split('.');
  const at = Math.max(1, Math.min(parts.length, PATCH) - said.length);
  const version = [...parts.slice(0, at), ...said].join('.');
  const whole = versions.find((each) => each === version || each === `${version}.0`);
  return last.replace(named, whole ?? version);
}

/** Parts of a version before its last, which is nearly always 0. */
const PATCH = 3;

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
