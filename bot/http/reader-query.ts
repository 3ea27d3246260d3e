import { z } from 'zod';
import { parseZone } from '../campaign/zones.ts';

/** Query parameters for dates, times and numbers as the reader writes them. */
export const readerQuery = z.object({
  zone: z.string().optional().describe('IANA time zone of the reader. Default, also for unknown zones: UTC.'),
  locale: z
    .string()
    .optional()
    .describe('BCP 47 locale of the reader. Default, also where it is not English: en-GB.'),
});

/** The zone and locale of the parameters; an unknown zone is UTC. */
export function parseReader({ zone = '', locale }: z.output<typeof readerQuery>): {
  zone: string;
  locale: string | undefined;
} {
  return { zone: parseZone(zone) ?? 'UTC', locale };
}
