import type { AffectedEntry, AffectedRule } from '../campaign/affected.ts';
import { parseVersionRange, type VersionBound } from '../campaign/version-range.ts';

/** Whom a notice affects, in a sentence: `Affected: every server with a version below 2.5.79.0.` */
export function describeAffected({ affects, subject }: { affects: AffectedRule; subject: string }): string {
  if (affects === 'everyone') return `Everybody who uses ${subject} is affected.`;
  return `Affected: every server ${affects.map(describeEntry).join(', and every server ')}.`;
}

function describeEntry({ versions, authentication }: AffectedEntry): string {
  return [
    ...(versions === undefined ? [] : [`with a version ${describeRange(versions)}`]),
    ...(authentication === undefined ? [] : [`that signs in with an ${authentication}`]),
  ].join(' ');
}

const WORDS: Readonly<Record<VersionBound['operator'], string>> = {
  '<': 'below',
  '<=': 'up to',
  '>': 'above',
  '>=': 'from',
  '=': '',
};

/** `below **2.5.79.0**`. */
export function describeRange(range: string): string {
  return (parseVersionRange(range) ?? [])
    .map(({ operator, version }) => `${WORDS[operator]} **${version.join('.')}**`.trim())
    .join(' and ');
}
