import { hasVerb } from './clauses.ts';
import { describesEnd } from './described-ends.ts';
import { withPlaceholders } from './read-date.ts';
import { type DatedReading, readBeside } from './read-row.ts';

/** "End of support (May 4, 2030): Relay is …", or "May 4, 2030: End of support: Relay is …". */
const ITEM = /^\W*(?:([^:@#]{3,60}?)\W*@\W*:\s|@\s?[:–—-]\s([^:@#]{3,60}?)\s?:\s)([^@#]+)$/;

/** In an item that names an end of support with its date, the description says whether it is more than that. */
export function readItem(dated: readonly DatedReading[], plain: string): DatedReading[] {
  const [only, ...more] = dated;
  if (only === undefined || more.length > 0) return [...dated];
  const [, before, behind, description = ''] = ITEM.exec(withPlaceholders(plain, [only.date], 0)) ?? [];
  const name = before ?? behind;
  if (name === undefined || hasVerb(name)) return [...dated];
  const read = readBeside(name, true);
  if (read?.reading !== 'support-ends') return [...dated];
  return [{ ...only, read: describesEnd(description) ? { reading: 'cut-off', certainty: 'stated' } : read }];
}
