/** How many of some cases are right. */
export interface Share {
  right: number;
  all: number;
}

/** The share of the cases for which something holds. */
export function shareOf<Case>(cases: readonly Case[], holds: (one: Case) => boolean): Share {
  return { right: cases.filter(holds).length, all: cases.length };
}

/** From 0 to 1; null when there are no cases. */
export function valueOf({ right, all }: Share): number | null {
  return all === 0 ? null : right / all;
}

/** Of the standard normal distribution, for 95 % of it. */
const Z = 1.96;

/** The range in which the share of all cases like these lies in 95 of 100 samples, by Wilson's score interval; 0 to 1. */
export function intervalOf({ right, all }: Share): { low: number; high: number } {
  if (all === 0) return { low: 0, high: 1 };
  const part = right / all;
  const shrunk = 1 + Z ** 2 / all;
  const centre = part + Z ** 2 / (2 * all);
  const reach = Z * Math.sqrt((part * (1 - part)) / all + Z ** 2 / (4 * all ** 2));
  return { low: Math.max(0, (centre - reach) / shrunk), high: Math.min(1, (centre + reach) / shrunk) };
}

/** `62.5 % (5 of 8, 31 to 86 %)`; `-` when there are no cases. */
export function writeShare(share: Share): string {
  const value = valueOf(share);
  if (value === null) return '-';
  const { low, high } = intervalOf(share);
  const percent = (part: number) => (100 * part).toFixed(0);
  return `${(100 * value).toFixed(1)} % (${share.right} of ${share.all}, ${percent(low)} to ${percent(high)} %)`;
}
