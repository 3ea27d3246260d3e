/** One bound of a range of dotted numbers. */
export interface VersionBound {
  operator: '<' | '<=' | '>' | '>=' | '=';
  /** The numbers between the dots: `2.5.79.0` is `[2, 5, 79, 0]`. */
  version: readonly number[];
}

const BOUND = /^(<=|>=|<|>|=)?(\d{1,9}(?:\.\d{1,9}){0,7})$/;

/**
 * Parses a range such as `<2.5.79.0` or `>=2.0 <2.4.18.0`: every bound must hold. A version without an operator is that
 * one alone. Null when the text is no range.
 */
export function parseVersionRange(text: string): VersionBound[] | null {
  const bounds: VersionBound[] = [];
  for (const part of text
    .trim()
    .replace(/([<>=])\s+/g, '$1')
    .split(/[\s,]+/)) {
    const [, operator = '=', version] = BOUND.exec(part) ?? [];
    if (version === undefined) return null;
    bounds.push({
      operator: operator as VersionBound['operator'],
      version: version.split('.').map(Number),
    });
  }
  return bounds;
}

/** Whether a version of dotted numbers lies in the range; a missing number counts as 0. */
export function isInRange(version: string, bounds: readonly VersionBound[]): boolean {
  const numbers = version.split('.').map(Number);
  return bounds.every((bound) => holds(compareNumbers(numbers, bound.version), bound.operator));
}

function holds(difference: number, operator: VersionBound['operator']): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '=':
      return difference === 0;
  }
}

/** Negative when `a` is lower, number by number. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
