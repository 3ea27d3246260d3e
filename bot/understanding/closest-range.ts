import {
  compareNumbers,
  isInRange,
  parseVersionRange,
  type VersionBound,
} from '../campaign/version-range.ts';
import type { Guide } from '../guidance/guide.ts';

/** The ranges of versions that a notice affects. */
export type Ranges = readonly (readonly VersionBound[])[];

/** A notice with its ranges. */
interface Ranged {
  guide: Guide;
  ranges: Ranges;
}

/** None for a notice that affects everyone. */
export function rangesOf(affects: Guide['notice']['affects']): Ranges {
  if (affects === 'everyone') return [];
  return affects.flatMap(({ versions }) => {
    const range = versions === undefined ? null : parseVersionRange(versions);
    return range ? [range] : [];
  });
}
/**
 * The notices that affect one of the versions by the range with the lowest upper end: the closest to it. Where none does, those
 * whose history has one of them, and whose range ends closest below it.
 */
export function closestRange<Notice extends Ranged>(
  notices: readonly Notice[],
  versions: readonly string[],
): Notice[] {
  const containing = endsOf(notices, (range) => versions.some((version) => isInRange(version, range)));
  const [lowest] = containing.toSorted((a, b) => compareNumbers(a.end, b.end));
  if (lowest) return endingAt(lowest.end, containing);
  const knows = ({ guide: { notice } }: Notice) =>
    notice.versions.known.some(({ version }) => versions.includes(version));
  const below = versions.length === 0 ? [] : endsOf(notices.filter(knows), () => true);
  const [highest] = below.toSorted((a, b) => compareNumbers(b.end, a.end));
  return highest ? endingAt(highest.end, below) : [];
}

interface RangeEnd<Notice> {
  notice: Notice;
  end: readonly number[];
}

function endsOf<Notice extends Ranged>(
  notices: readonly Notice[],
  isMeant: (range: readonly VersionBound[]) => boolean,
): RangeEnd<Notice>[] {
  return notices.flatMap((notice) =>
    notice.ranges.filter(isMeant).map((range) => ({ notice, end: upperEnd(range) })),
  );
}

function endingAt<Notice>(wanted: readonly number[], ends: readonly RangeEnd<Notice>[]): Notice[] {
  return ends.filter(({ end }) => compareNumbers(end, wanted) === 0).map(({ notice }) => notice);
}

function upperEnd(range: readonly VersionBound[]): readonly number[] {
  const ends = range.filter(({ operator }) => operator.startsWith('<') || operator === '=');
  return ends[0]?.version ?? [Number.POSITIVE_INFINITY];
}
