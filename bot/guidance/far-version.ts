import type { GuidanceMap } from './guidance-map.ts';
import { compareVersions } from './version-verdict.ts';

/** A newer version may be this many minor numbers above the newest that the documents know. */
const MOST_MINORS = 10;

/** The newest version that the documents of some notices know; null when they know none. */
export function newestVersionIn(notices: readonly GuidanceMap[]): string | null {
  const known = notices.flatMap(({ versions }) => versions.known.map(({ version }) => version));
  return known.toSorted(compareVersions).at(-1) ?? null;
}

/**
 * Whether a version is so far above the newest known one that it may be a slip, or the version of something else:
 * `25.79.0`, `2.57.9.0`, `10.0.17763.1`.
 */
export function isFarAbove(version: string, newest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [newestMajor = 0, newestMinor = 0] = newest.split('.').map(Number);
  return major > newestMajor || (major === newestMajor && minor > newestMinor + MOST_MINORS);
}
