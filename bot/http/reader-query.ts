import { z } from 'zod';
import { parseZone } from '../campaign/zones.ts';

/** Query parameters for dates, times and numbers as the reader writes them. */
export const readerQuery = z.object({
  zone: z.string().optional().describe('IANA time zone of the reader. Default, also for unknown zones: UTC.'),
  locale: z
    .string()
    .refine(isLocale, 'must be a BCP 47 tag such as en-GB')
    .optional()
    .describe('BCP 47 locale of the reader. Default, also where it is not English: en-GB.'),
});

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false; // Intl throws on what is not a tag
  }
}

/** Which notice is meant. */
export const noticeQuery = z.object({
  notice: z.string().optional().describe('Id of a notice. Default: the most urgent for the tenant.'),
});

/** Whether one notice is meant or all. */
export const noticeFilter = z.object({
  notice: z.string().optional().describe('Id of a notice. Default: every notice.'),
});

/** The zone and locale of the parameters; an unknown zone is UTC. */
export function parseReader({ zone = '', locale }: z.output<typeof readerQuery>): {
  zone: string;
  locale: string | undefined;
} {
  return { zone: parseZone(zone) ?? 'UTC', locale };
}
