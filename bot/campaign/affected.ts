import { isInRange, parseVersionRange, type VersionBound } from './version-range.ts';

/** What a notice means for a server. `unknown`: what would tell was not reported. Unknown is never "off". */
export type Impact = 'affected' | 'unknown' | 'not-affected';

/** Whom a notice affects: a server when all that any entry says holds for it. */
export type AffectedRule = 'everyone' | AffectedEntry[];

export interface AffectedEntry {
  /** A range of dotted numbers, such as `<2.5.79.0`. */
  versions?: string | undefined;
  /** How the server signs in to the cloud. */
  authentication?: Authentication | undefined;
}

export type Authentication = 'account' | 'application';

/** What is known of a server; null: nobody has said. */
export interface Stated {
  version: string | null;
  authentication: Authentication | null;
  state: 'in-use' | 'migrated' | 'decommissioned';
}

/** What a notice with this rule means for a server of which that is stated. */
export function impactOf(stated: Stated, rule: AffectedRule): Impact {
  if (stated.state !== 'in-use') return 'not-affected';
  if (rule === 'everyone') return 'affected';
  const impacts = rule.map((entry) => impactOfEntry(stated, entry));
  return (['affected', 'unknown'] as const).find((impact) => impacts.includes(impact)) ?? 'not-affected';
}

/** A property of a server that a rule can depend on, besides its state. */
export type Clue = 'version' | 'authentication';

const CLUES = ['version', 'authentication'] as const satisfies readonly Clue[];

/** The properties that nobody has stated and that decide whether the rule affects the server. Empty unless the impact is unknown. */
export function missingClues(stated: Stated, rule: AffectedRule): Clue[] {
  if (rule === 'everyone' || impactOf(stated, rule) !== 'unknown') return [];
  const undecided = rule.filter((entry) => impactOfEntry(stated, entry) === 'unknown');
  return CLUES.filter((clue) => undecided.some((entry) => holdsFor(stated, entry, clue) === null));
}

/** All that the entry says must hold. One thing that doesn't hold decides, whatever else is unknown. */
function impactOfEntry(stated: Stated, entry: AffectedEntry): Impact {
  const holds = CLUES.map((clue) => holdsFor(stated, entry, clue));
  if (holds.includes(false)) return 'not-affected';
  return holds.includes(null) ? 'unknown' : 'affected';
}

/** Whether the entry's condition on this property holds: true if it has none, null if nobody has stated the property. */
function holdsFor({ version, authentication }: Stated, entry: AffectedEntry, clue: Clue): boolean | null {
  if (clue === 'version') {
    if (entry.versions === undefined) return true;
    return version === null ? null : isInRange(version, rangeOf(entry.versions));
  }
  if (entry.authentication === undefined) return true;
  return authentication === null ? null : authentication === entry.authentication;
}

/** Whether a version alone makes a server affected. */
export function isAffectedVersion(version: string, rule: AffectedRule): boolean {
  return (
    rule !== 'everyone' && impactOf({ version, authentication: null, state: 'in-use' }, rule) === 'affected'
  );
}

/** The lowest end of the rule's ranges that contain the version: the lower, the closer the rule is to it. Null: none does. */
export function closestEnd(version: string, rule: AffectedRule): readonly number[] | null {
  if (rule === 'everyone') return null;
  const ends = rule
    .flatMap(({ versions }) => (versions === undefined ? [] : [rangeOf(versions)]))
    .filter((range) => isInRange(version, range))
    .flatMap((range) => range.filter(({ operator }) => operator.startsWith('<') || operator === '='));
  return ends[0]?.version ?? null;
}

const ranges = new Map<string, readonly VersionBound[]>();

/** The compiler has refused what is no range. */
function rangeOf(text: string): readonly VersionBound[] {
  const range = ranges.get(text) ?? parseVersionRange(text) ?? [];
  ranges.set(text, range);
  return range;
}
