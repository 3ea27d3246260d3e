import type { z } from 'zod';
import type { EscalationDelays } from '../alerts/ports.ts';

const MINUTES_RANGE =
  'must be minutes from 1 to 10080 (a week), like 60, or 60,180 for the people and the second team';

/** The parts of a text between spaces, commas or semicolons, in lower case. */
export function toList(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/** `60` is 60 minutes for the people and 60 more for the second team; `60,180` says both. */
export function toDelays(text: string, context: z.RefinementCtx): EscalationDelays {
  const [people = NaN, secondTeam = 2 * people, ...others] = text.split(',').map(Number);
  const isPossible = [people, secondTeam].every((minutes) => minutes >= 1 && minutes <= 10_080);
  if (!isPossible || secondTeam < people || others.length > 0) {
    context.addIssue({ code: 'custom', message: MINUTES_RANGE });
  }
  return [people, secondTeam];
}
