import { z } from 'zod';
import { scheduleFields } from '../reminders/schedule-fields.ts';

/** Query parameters for dates, times and numbers as the reader writes them. */
export const readerQuery = z.object({
  zone: scheduleFields.shape.zone.default('UTC').describe('IANA time zone of the reader.'),
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
