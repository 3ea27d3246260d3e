import { invalidField } from './problem.ts';

/** How far the sender's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * An instant that a sender gives, which must not lie in the future.
 * @throws Problem 422 naming `field`.
 */
export function parsePastInstant(text: string, { field, now }: { field: string; now: Date }): Date {
  const instant = new Date(text);
  if (instant.getTime() > now.getTime() + CLOCK_SKEW_MS)
    throw invalidField(field, `${text} is in the future`);
  return instant;
}
