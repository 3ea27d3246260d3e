import { DateTime, IANAZone } from 'luxon';
import { editDistance } from '../platform/edit-distance.ts';
import { memoise } from '../platform/memoise.ts';

const KNOWN = new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]));

/** The IANA names of all zones that the platform lists, in alphabetical order after UTC. */
export function zoneNames(): string[] {
  return ['UTC', ...KNOWN.values()];
}

/** Zones where many people live, from west to east: what a list offers before a search. */
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
 * Up to `limit` zones that `text` may mean. Zones whose name or city begins with it come first, then those that
 * contain it, then those with a similar spelling. Widespread zones when `text` is empty.
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

/** The IANA name of the zone called `text`, ignoring case: a region and city, or UTC. Null when there is no such zone. */
export function parseZone(text: string): string | null {
  const known = KNOWN.get(text.toLowerCase());
  if (known) return known;
  return parseUnlisted(text);
}

const parseUnlisted = memoise(
  (text: string) => (isUnambiguous(text) && IANAZone.isValidZone(text) ? writeZone(text) : null),
  String,
);

/** `Intl` takes abbreviations, too: BST is Asia/Dhaka there, and EST is Panama all year. */
function isUnambiguous(name: string): boolean {
  return name.includes('/') || /^(?:utc|gmt)$/i.test(name);
}

/** The usual case of a name that the platform's list lacks, such as UTC or Asia/Kolkata. */
function writeZone(text: string): string {
  if (!text.includes('/')) return text.toUpperCase();
  return text.toLowerCase().replaceAll(/(?<=^|[/_-])[a-z]/g, (letter) => letter.toUpperCase());
}

/** No zone's name is longer, and comparing a long text with every name takes long. */
const MAX_NAME_LENGTH = 50;

/** Up to three zones whose name or city is spelled like `text`, the most similar first. */
export function suggestZones(text: string): string[] {
  if (text.length > MAX_NAME_LENGTH) return [];
  const wanted = text.toLowerCase().replaceAll(' ', '_');
  return [...KNOWN.values()]
    .map((name) => ({
      name,
      distance: Math.min(...forms(name).map((form) => editDistance(wanted, form))),
    }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 4))
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The local time in an IANA zone at an instant, as `HH:MM`. */
export function localTimeIn(zone: string, instant: Date): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm');
}

/** The lower-case name, and its city alone. */
function forms(name: string): string[] {
  const lower = name.toLowerCase();
  return [lower, lower.slice(lower.lastIndexOf('/') + 1)];
}
