import { invalidField } from './problem.ts';

/** How far the sender's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Nothing that Cutover is told of happened before; the database's calendar begins much later than year 0. */
const EARLIEST = new Date('2000-01-01T00:00:00Z');

/**
 * An instant that a sender gives, which must not lie in the future, nor before the year 2000.
 * @throws Problem 422 naming `field`.
 */
export function parsePastInstant(text: string, { field, now }: { field: string; now: Date }): Date {
  const instant = new Date(text);
  if (instant.getTime() > now.getTime() + CLOCK_SKEW_MS)
    throw invalidField(field, `${text} is in the future`);
  if (!(instant >= EARLIEST)) throw invalidField(field, `${text} is before the year 2000`);
  return instant;
}
