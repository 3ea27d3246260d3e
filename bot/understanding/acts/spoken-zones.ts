import { DateTime } from 'luxon';
import { findIana, WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { parseZone, widespreadZones, zoneNames } from '../../campaign/zones.ts';
import { memoise } from '../../platform/memoise.ts';
import type { Span } from './spoken-times.ts';
import { tokensOf, type Token } from './tokens.ts';
import { ABBREVIATIONS, CITY_ZONES, COUNTRIES } from './zone-words.ts';

/** A time zone as it was said. */
export interface SpokenZone {
  /** IANA names that may be meant, the likeliest first: one when it is clear, several that are to be asked back. */
  candidates: readonly string[];
  /** As it was typed. */
  words: string;
  /** Whether it names a zone; a city or a country may be spoken of for another reason. */
  isName: boolean;
}

export interface ZoneContext {
  now: Date;
  /** The reader's own zone, IANA; null when Teams doesn't tell it. */
  own: string | null;
}

/** Words of the longest name of a zone: `w . central africa standard time`. */
const MAX_WORDS = 7;

/** Abbreviations that are words, too, mean a zone in capitals only. */
const CAPITALS_ONLY =
  /^(?:et|ct|mt|pt|est|ist|art|eat|cat|wat|west|wet|la|us|nice|central|eastern|pacific|mountain)$/;
const ALWAYS_WORDS = /^(?:central|eastern|pacific|mountain|nice)$/;

/** The time zones in a message: IANA and Windows names, cities, countries, abbreviations and offsets from UTC. */
export function findZones(text: string, tokens: readonly Token[], context: ZoneContext): Span<SpokenZone>[] {
  const found: Span<SpokenZone>[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const span = offsetAt(text, tokens, i, context) ?? nameAt(text, tokens, i, context);
    if (!span) continue;
    found.push(span);
    i = span.to - 1;
  }
  return found;
}

function nameAt(
  text: string,
  tokens: readonly Token[],
  from: number,
  context: ZoneContext,
): Span<SpokenZone> | null {
  if (!beginsName(tokens[from]?.lower ?? '')) return null;
  for (let length = Math.min(MAX_WORDS, tokens.length - from); length > 0; length--) {
    const words = text.slice(tokens[from]?.start, tokens[from + length - 1]?.end);
    const meaning = meaningOf(words, context);
    if (meaning) return { value: { ...meaning, words }, from, to: from + length };
  }
  return null;
}

/** Whether a token is the first of any name: most aren't, and names are long. */
function beginsName(token: string): boolean {
  return token.includes('/') || FIRST_WORDS().has(firstWordOf(token));
}

function firstWordOf(name: string): string {
  return tokensOf(name.replaceAll('_', ' '))[0]?.lower ?? '';
}

function meaningOf(words: string, context: ZoneContext): Omit<SpokenZone, 'words'> | null {
  const name = words
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .replaceAll(' .', '.');
  if (UTC_NAMES.includes(name)) return { candidates: ['UTC'], isName: true };
  const windows = WINDOWS.get(name.replace(/ (?:daylight|summer) time$/, ' standard time'));
  if (windows) return { candidates: [windows], isName: true };
  const iana = words.includes('/') ? parseZone(words) : null;
  if (iana) return { candidates: [iana], isName: true };
  const isShouted = words === words.toUpperCase();
  const isWord = CAPITALS_ONLY.test(name) && !isShouted;
  const zones = isWord ? undefined : ABBREVIATIONS[name];
  if (zones) return { candidates: ownFirst(zones, context), isName: true };
  if (ALWAYS_WORDS.test(name) || isWord) return null;
  const city = CITIES().get(name) ?? CITY_ZONES.get(name);
  if (city) return { candidates: [city], isName: false };
  const country = COUNTRIES.get(name) ?? REGIONS().get(name);
  return country ? { candidates: ownFirst(zonesOf(country, context.now), context), isName: false } : null;
}

/** `UTC+2`, `GMT-05:30`, `+02:00`. */
function offsetAt(
  text: string,
  tokens: readonly Token[],
  from: number,
  context: ZoneContext,
): Span<SpokenZone> | null {
  for (let length = Math.min(4, tokens.length - from); length > 0; length--) {
    const [first, last] = [tokens[from], tokens[from + length - 1]];
    if (!first || !last) continue;
    const words = text.slice(first.start, last.end);
    const match = /^(utc|gmt)?\s?([+\-−–])\s?(\d{1,2})(?::?([0-5]\d))?(?:\s?h)?$/i.exec(words);
    if (!match) continue;
    const [, base, sign, hours = '', minutes] = match;
    if (base === undefined && minutes === undefined) continue;
    if (base === undefined && from > 0 && text.charAt(first.start - 1).trim() !== '') continue;
    const offset = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes ?? 0));
    if (Math.abs(offset) > 14 * 60) continue;
    return { value: { candidates: zonesAt(offset, context), words, isName: true }, from, to: from + length };
  }
  return null;
}

/** The reader's zone, if it has this offset now, and others that many people live in; UTC for none. */
function zonesAt(offset: number, { now, own }: ZoneContext): string[] {
  if (offset === 0) return ['UTC', ...(own === 'Europe/London' ? [own] : [])];
  const isThere = (zone: string) => DateTime.fromJSDate(now, { zone }).offset === offset;
  const widespread = widespreadZones().filter(isThere);
  const zones = widespread.length > 0 ? widespread : zoneNames().filter(isThere).slice(0, 3);
  return own && isThere(own) ? [...new Set([own, ...zones])] : zones;
}

const UTC_NAMES = ['utc', 'zulu', 'coordinated universal time', 'universal time'];

const firstWords = new Set<string>();

/** The first words of all names. */
function FIRST_WORDS(): ReadonlySet<string> {
  if (firstWords.size === 0) {
    const names = [CITIES(), CITY_ZONES, COUNTRIES, REGIONS(), WINDOWS].flatMap((map) => [...map.keys()]);
    for (const name of [...UTC_NAMES, ...Object.keys(ABBREVIATIONS), ...names]) {
      firstWords.add(firstWordOf(name));
    }
  }
  return firstWords;
}

/** Only the reader's own zone, if it is one of those that may be meant. */
function ownFirst(zones: readonly string[], { own }: ZoneContext): readonly string[] {
  return own && zones.includes(own) ? [own] : zones;
}

/** IANA names by the lower-case name that Windows gives a zone. */
const WINDOWS: ReadonlyMap<string, string> = new Map(
  WINDOWS_TO_IANA_MAP.flatMap(({ windowsName }) => {
    const [zone] = findIana(windowsName);
    return zone ? [[windowsName.toLowerCase(), parseZone(zone) ?? zone]] : [];
  }),
);

const byCity = new Map<string, string>();

/** IANA names by their city, such as `new york`. */
function CITIES(): ReadonlyMap<string, string> {
  if (byCity.size === 0) {
    for (const zone of zoneNames()) {
      const [, ...parts] = zone.split('/');
      const city = parts.at(-1)?.replaceAll('_', ' ').toLowerCase();
      if (city) byCity.set(city, zone);
    }
  }
  return byCity;
}

const byRegion = new Map<string, string>();

/** ISO codes of countries by their English name in lower case. */
function REGIONS(): ReadonlyMap<string, string> {
  if (byRegion.size > 0) return byRegion;
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = names.of(code);
    if (name) byRegion.set(name.toLowerCase(), code);
  }
  return byRegion;
}

/** The zones of a country whose clocks differ now or in half a year, the first of each kind; one for most countries. */
const zonesOf = memoise(
  (country: string, now: Date): string[] => {
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
      timeZones?: string[];
      getTimeZones?: () => string[];
    };
    const zones = (locale.timeZones ?? locale.getTimeZones?.() ?? []).map((zone) => parseZone(zone) ?? zone);
    const later = new Date(now.getTime() + 182 * 86_400_000);
    const clocks = (zone: string) =>
      [now, later].map((instant) => DateTime.fromJSDate(instant, { zone }).offset).join();
    const widespread = new Set(widespreadZones());
    const sorted = [...zones].sort((a, b) => Number(widespread.has(b)) - Number(widespread.has(a)));
    const kinds = new Map<string, string>();
    for (const zone of sorted) if (!kinds.has(clocks(zone))) kinds.set(clocks(zone), zone);
    return [...kinds.values()];
  },
  (country) => country,
);
