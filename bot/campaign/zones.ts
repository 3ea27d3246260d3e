import { DateTime, IANAZone } from 'luxon';
import { editDistance } from '../platform/edit-distance.ts';
import { memoise } from '../platform/memoise.ts';

const KNOWN = new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]));

/** Every zone that the platform lists, by name, and UTC first. */
export function zoneNames(): string[] {
  return ['UTC', ...KNOWN.values()];
}

/** One of many people each, from west to east: what a list offers before anything is searched. */
const WIDESPREAD = [
  ...['Pacific/Honolulu', 'America/Anchorage', 'America/Los_Angeles', 'America/Denver', 'America/Chicago'],
  ...['America/New_York', 'America/Halifax', 'America/Sao_Paulo', 'Europe/London', 'Europe/Berlin'],
  ...['Europe/Helsinki', 'Europe/Istanbul', 'Africa/Lagos', 'Africa/Johannesburg', 'Africa/Nairobi'],
  ...['Asia/Dubai', 'Asia/Karachi', 'Asia/Kolkata', 'Asia/Dhaka', 'Asia/Bangkok', 'Asia/Singapore'],
  ...['Asia/Shanghai', 'Asia/Tokyo', 'Australia/Perth', 'Australia/Sydney', 'Pacific/Auckland'],
];

/** A short list of zones to choose from, UTC first; `searchZones` finds the others. */
export function widespreadZones(): string[] {
  return ['UTC', ...WIDESPREAD];
}

/**
 * Zones that `text` may mean, the best first: by how a name or its city begins, by any part of it, or by few
 * wrong letters. Without a text, the widespread ones.
 */
export function searchZones(text: string, limit: number): string[] {
  const wanted = text.trim().toLowerCase().replaceAll(' ', '_');
  if (!wanted) return widespreadZones().slice(0, limit);
  const zones = [...new Set([...widespreadZones(), ...zoneNames()])];
  const found = [
    ...zones.filter((name) => forms(name).some((form) => form.startsWith(wanted))),
    ...zones.filter((name) => name.toLowerCase().includes(wanted)),
    ...suggestZones(text),
  ];
  return [...new Set(found)].slice(0, limit);
}

/** The IANA name that `text` means, whatever its case; null when there is none. */
export function parseZone(text: string): string | null {
  const known = KNOWN.get(text.toLowerCase());
  if (known) return known;
  return parseUnlisted(text);
}

const parseUnlisted = memoise(
  (text: string) => (IANAZone.isValidZone(text) ? writeZone(text) : null),
  String,
);

/** Names that the list lacks, such as UTC and Asia/Kolkata, in the case in which they are written. */
function writeZone(text: string): string {
  if (!text.includes('/')) return text.toUpperCase();
  return text.toLowerCase().replaceAll(/(?<=^|[/_-])[a-z]/g, (letter) => letter.toUpperCase());
}

/** Up to three zone names that resemble `text`: by the city alone, or by few wrong letters. */
export function suggestZones(text: string): string[] {
  const wanted = text.toLowerCase().replaceAll(' ', '_');
  return [...KNOWN.values()]
    .map((name) => ({
      name,
      formatDistance: Math.min(...forms(name).map((form) => editDistance(wanted, form))),
    }))
    .filter(({ formatDistance }) => formatDistance <= Math.max(2, wanted.length / 4))
    .sort((a, b) => a.formatDistance - b.formatDistance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The time of day in a zone, as people there write it: `14:30`. */
export function localTimeIn(zone: string, instant: Date): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm');
}

function forms(name: string): string[] {
  const lower = name.toLowerCase();
  return [lower, lower.slice(lower.lastIndexOf('/') + 1)];
}
