import { z } from 'zod';
import type { Guide } from '../guidance/guide.ts';

/** By when a tenant must be done with a notice, and who said so. */
export const deadlineBody = z.object({
  date: z.string().describe('`YYYY-MM-DD`, or `YYYY-MM`.'),
  own: z
    .object({ by: z.string(), at: z.iso.datetime(), reason: z.string().nullable() })
    .nullable()
    .describe('Who in the tenant has set it; null: it is the notice’s cut-off.'),
  overruled: z.string().nullable().describe('The notice’s cut-off that the tenant’s own date overrules.'),
});
export type DeadlineBody = z.infer<typeof deadlineBody>;

/** Null: no deadline is known. */
export function toDeadlineBody({ deadline }: Guide): DeadlineBody | null {
  if (!deadline) return null;
  const { date, own, overruled } = deadline;
  return { date, own: own && { by: own.by, at: own.at.toISOString(), reason: own.reason }, overruled };
}
