import { isAffectedVersion, type AffectedRule } from '../campaign/affected.ts';
import { dayIn } from '../campaign/calendar.ts';
import type { GuidanceMap, KnownVersion, MinimumVersion } from './guidance-map.ts';
import type { LocalNow } from './date-format.ts';

/** What a notice's documents say about versions. */
export interface VersionFacts {
  /** The newest first, by number. */
  known: KnownVersion[];
  /** Those that hold for all that a server does. */
  minimums: MinimumVersion[];
  /** Whom the notice affects. */
  affects: AffectedRule;
}

export type VerdictKind =
  /** Affected by the notice: it stops, or has stopped, on the cut-off. */
  'retired' | 'out-of-support' | 'below-minimum' | 'supported' | 'unknown';

export interface Verdict {
  kind: VerdictKind;
  version: string;
  /** Its row; null for one that is retired or unknown without a row. */
  known: KnownVersion | null;
  /** The minimum that it is below; a coming one, too. */
  minimum: MinimumVersion | null;
  /** Of a version without a stated end: the next newer one whose stated end is past. */
  newerEnd: { version: string; endOfSupport: string } | null;
  /** Known versions just below and above one that is not known. */
  neighbours: string[];
}

const factsByNotice = new WeakMap<GuidanceMap, VersionFacts>();

/** What a notice says of versions, the newest first; sorted once for each notice. */
export function readVersionFacts(notice: GuidanceMap): VersionFacts {
  let facts = factsByNotice.get(notice);
  if (!facts) factsByNotice.set(notice, (facts = sortFacts(notice)));
  return facts;
}

function sortFacts({ affects, versions }: GuidanceMap): VersionFacts {
  return {
    known: versions.known.toSorted((a, b) => compareVersions(b.version, a.version)),
    minimums: versions.minimums.filter(({ isForAll }) => isForAll),
    affects,
  };
}

/**
 * What the documents say of one version on the reader's day. Whether it is affected decides before any date:
 * 1.6.16.0 came out after 2.0.28.0 and is still V1. What was not out by then, and an end of support that
 * could not be known by then, is not told.
 */
export function judgeVersion(version: string, facts: VersionFacts, { now, zone }: LocalNow): Verdict {
  const today = dayIn(now, zone);
  const out = facts.known.filter(({ released }) => released <= today);
  const known = out.find((row) => compareVersions(row.version, version) === 0) ?? null;
  const base = { version, known, minimum: null, newerEnd: null, neighbours: [] };
  if (isAffectedVersion(version, facts.affects)) return { ...base, kind: 'retired' };
  const minimum =
    facts.minimums.find(
      (candidate) =>
        compareVersions(version, candidate.version) < 0 &&
        out.some((row) => row.version === candidate.version),
    ) ?? null;
  if (!known) return { ...base, kind: 'unknown', minimum, neighbours: neighboursOf(version, out) };
  const hasSuccessor = out.some((row) => compareVersions(row.version, version) > 0);
  const end = hasSuccessor ? known.endOfSupport : null;
  const told = { ...known, endOfSupport: end };
  if (minimum && minimum.date <= today) return { ...base, known: told, kind: 'below-minimum', minimum };
  if (end && end < today) return { ...base, known: told, kind: 'out-of-support', minimum };
  const newerEnd = end === null ? endedAfter(version, out, today) : null;
  if (newerEnd) return { ...base, known: told, kind: 'out-of-support', minimum, newerEnd };
  return { ...base, known: told, kind: minimum ? 'below-minimum' : 'supported', minimum };
}

/** The closest of the newer versions of the same line, if its stated end is past. */
function endedAfter(version: string, known: readonly KnownVersion[], today: string): Verdict['newerEnd'] {
  const line = partsOf(version)[0];
  const next = known.findLast(
    (row) =>
      row.endOfSupport !== null &&
      partsOf(row.version)[0] === line &&
      compareVersions(row.version, version) > 0,
  );
  if (!next || next.endOfSupport === null || next.endOfSupport >= today) return null;
  return { version: next.version, endOfSupport: next.endOfSupport };
}

/** The known versions that begin like `2.0.89` or `2.x`, the newest first; those not out yet on the reader's day left out. */
export function versionsLike(prefix: string, facts: VersionFacts, { now, zone }: LocalNow): string[] {
  const today = dayIn(now, zone);
  const wanted = partsOf(prefix);
  return facts.known
    .filter(({ version, released }) => {
      const parts = partsOf(version);
      return released <= today && wanted.every((part, i) => parts[i] === part);
    })
    .map(({ version }) => version);
}

/** Negative when `a` is older by number; a missing part counts as 0. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

function neighboursOf(version: string, known: readonly KnownVersion[]): string[] {
  const above = known.filter((row) => compareVersions(row.version, version) > 0).at(-1);
  const below = known.find((row) => compareVersions(row.version, version) < 0);
  return [below, above].flatMap((row) => (row ? [row.version] : []));
}
