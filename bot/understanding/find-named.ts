import { isAffectedVersion, type Authentication } from '../campaign/affected.ts';
import type { AskedVersions } from '../guidance/answer-version-list.ts';
import type { VersionQuestion } from '../guidance/answer-versions.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import { findAskedDate, type AskedDate } from './asked-date.ts';
import { askedColumn, askedOfVersion, asksSpan, asksWhenItComes } from './asked-form.ts';
import { createRowFinder } from './asked-rows.ts';
import { findAskedVersions } from './asked-versions.ts';
import { decide, nearestTopics } from './decide.ts';
import { expectedBy } from './expected.ts';
import { findSignIn, findVersions, isRangeEnd, isStated, withoutRangeEnd } from './named-versions.ts';
import { OUT_OF_SCOPE, type RankedIntent } from './recogniser.ts';
import { isGeneral } from './telling-words.ts';

/** What a message names beyond its topic, and its answer is about. */
export type Named =
  /** Indexes of rows of the comparison table. */
  | {
      kind: 'rows';
      rows: number[];
      /** The column for which yes or no is asked. */
      asked?: number | null;
      /** Whether it asks when a feature comes that is missing today. */
      asksWhen?: boolean;
    }
  | { kind: 'version-list'; asked: AskedVersions }
  | {
      kind: 'versions';
      versions: string[];
      server: string | null;
      /** How the message says that the server signs in. */
      authentication?: Authentication | null;
      /** What is asked of them with yes or no. */
      asks?: VersionQuestion | null;
      /** Whether the message has hardly another word. */
      isAlone?: boolean;
    }
  | { kind: 'date'; asked: AskedDate };

/** With at most this many other words, a message is about the version that it names, whatever its intent. */
const MAX_WORDS_BESIDE_VERSION = 2;

/** In doubt, a question may be about the comparison if one of so many topics is likely enough and may be. */
const POSSIBLE_TOPICS = 2;
const POSSIBLE_FROM = 0.15;

/** Words of a question about a version that say nothing else. */
const SINCE = /\b(?:since|until|till|came|come|out|exactly)\b/gi;

/** Finds what a question about one notice names beyond its topic. */
export interface NamedFinder {
  /** Null when the text names nothing beyond its topic. */
  named(text: string, ranked: readonly RankedIntent[], localNow: LocalNow): Named | null;
  /** "Since when?" asks of the version that was spoken of, in `context`. */
  namedBefore(text: string, context: string | null, ranked: readonly RankedIntent[]): Named | null;
  /** What names the notice tells nothing about what is asked of it. */
  withoutOwnRange(text: string, best: string): string;
}

/** @param hideNames leaves out the notice's names. */
export function createNamedFinder(guide: Guide, hideNames: (text: string) => string): NamedFinder {
  const table = guide.entries.get('compare')?.intent.guidance.table;
  const rangeEnds = rangeEndsOf(guide.notice.affects);
  const findAskedRows = createRowFinder(table?.rows.map(([name = '']) => name) ?? []);

  /** The version in the notice's name, or at an end of its range, names the notice, unless the question is about that version. */
  function isOwnRange(text: string, version: string, best: string): boolean {
    const isWholeLine = version.endsWith('.x') && isAffectedVersion(version, guide.notice.affects);
    if (isWholeLine && !canBeAbout(best, 'verdict')) return true;
    if (isStated(text, version)) return false;
    const isName = rangeEnds.has(wholeVersion(version)) || !hideNames(text).toLowerCase().includes(version);
    return isName && (canBeAbout(best, 'own range') || isRangeEnd(text, version));
  }

  function withoutOwnRange(text: string, best: string): string {
    const own = findVersions(text).versions.filter((version) => isOwnRange(text, version, best));
    return own.reduce(withoutRangeEnd, text);
  }

  function named(text: string, ranked: readonly RankedIntent[], localNow: LocalNow): Named | null {
    const best = ranked[0]?.intent ?? OUT_OF_SCOPE;
    const list = findAskedVersions(text);
    if (list) return { kind: 'version-list', asked: list };
    const { versions: all, server, otherWords } = findVersions(text, hideNames);
    const versions = all.filter((version) => !isOwnRange(text, version, best));
    const isAlone = otherWords <= MAX_WORDS_BESIDE_VERSION;
    const isOfVersion =
      isAlone || canBeAbout(best, 'versions') || (decide(ranked) !== 'answer' && asksSpan(text));
    if (versions.length > 0 && isOfVersion) {
      return {
        kind: 'versions',
        versions,
        server,
        authentication: findSignIn(text),
        asks: askedOfVersion(text),
        isAlone,
      };
    }
    const [nearest = ''] = decide(ranked) === 'unknown' ? [] : nearestTopics(ranked, 1);
    const asked = canBeAbout(nearest, 'dates') ? findAskedDate(text, localNow) : null;
    if (asked) return { kind: 'date', asked };
    const mayCompare = ranked
      .slice(0, decide(ranked) === 'ask' ? POSSIBLE_TOPICS : 1)
      .some(({ intent, confidence }) => confidence >= POSSIBLE_FROM && canBeAbout(intent, 'features'));
    const hasExpected = expectedBy(text) ?? (() => true);
    const rows = mayCompare ? findAskedRows(text) : [];
    if (rows.length === 0) return null;
    const asksWhen = asksWhenItComes(text);
    const lacksExpected = !asksWhen && rows.every((row) => !hasExpected(table?.rows[row]?.join(' ') ?? ''));
    if (lacksExpected) return null;
    return { kind: 'rows', rows, asked: askedColumn(text, table?.headers ?? []), asksWhen };
  }

  function namedBefore(text: string, context: string | null, ranked: readonly RankedIntent[]): Named | null {
    const [{ intent: best } = { intent: OUT_OF_SCOPE }] = ranked;
    if (context === null || !canBeAbout(best, 'versions') || !isGeneral(text.replaceAll(SINCE, ' '), [guide]))
      return null;
    const { versions, server } = findVersions(context, hideNames);
    const [version] = versions.filter((each) => !isRangeEnd(context, each));
    return version === undefined ? null : { kind: 'versions', versions: [version], server };
  }

  return { named, namedBefore, withoutOwnRange };
}

/** The versions at the ends of a rule's ranges, without zeros at their end. */
function rangeEndsOf(affects: Guide['notice']['affects']): Set<string> {
  if (affects === 'everyone') return new Set();
  const ends = affects.flatMap(({ versions = '' }) => versions.match(/\d+(?:\.\d+)*/g) ?? []);
  return new Set(ends.map(wholeVersion));
}

/** `2.5.79.0` and `2.5.79` are the same. */
function wholeVersion(version: string): string {
  return version.replace(/\.0(?:\.0){0,2}$/, '');
}
