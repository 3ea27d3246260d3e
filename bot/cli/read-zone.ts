import { parseZone, suggestZones } from '../campaign/zones.ts';
import { CutoverError } from '../platform/errors.ts';

/**
 * The IANA name that `--zone` means.
 * @throws CutoverError `bad-zone`, with the nearest name.
 */
export function readZone(text: string): string {
  const zone = parseZone(text);
  if (zone) return zone;
  const [first] = suggestZones(text);
  const hint = first ? `did you mean ${first}?` : 'write it like Europe/Berlin.';
  throw new CutoverError('bad-zone', `--zone "${text}" is not a time zone: ${hint}`);
}
