import { memoise } from '../../platform/memoise.ts';
import { findDurations, findShifts, findWeekdays, type SpokenDuration } from './amounts.ts';
import { meaningOf, type Doubt, type Mood } from './mood.ts';
import { nameKindOf, type NameKind } from './server-names.ts';
import { findDates, type SpokenDate } from './spoken-dates.ts';
import { findTimes, type Span, type SpokenTime } from './spoken-times.ts';
import { findZones, type SpokenZone } from './spoken-zones.ts';
import { tokensOf, type Token } from './tokens.ts';
import { findUnreadNames, type PlacedWord } from './unread-names.ts';

/** What is known of the reader and the tenant when a message is read. */
export interface ReaderContext {
  now: Date;
  /** The reader's IANA zone; null when Teams doesn't tell it. */
  zone: string | null;
  /** The reader's locale, BCP 47; undefined when Teams doesn't tell it. */
  locale: string | undefined;
  /** Whether a server of this name was reported, whatever the case. */
  isKnownServer: (name: string) => boolean;
  /** The notices that a text calls by a name, with the words that do; the place is that in the text. */
  findNotices: (text: string) => readonly NamedNotice[];
}

/** What is known in a thread when a message is read. */
export interface ActContext extends ReaderContext {
  /** The servers that were spoken of last; empty when there were none. */
  subjects: readonly string[];
  /** What the last message has done, which this one may put right; its changes' numbers are those of the audit trail. */
  last: { lines: readonly string[]; changes: readonly string[] };
  /** Names of all servers on the list, in lower case. */
  serverNames: ReadonlySet<string>;
  /** Whether the last message of the thread was a question that the documents answer. */
  isAfterQuestion: boolean;
  /** Names of the products that servers are moved to, in lower case. */
  replacements: readonly string[];
}

export interface NamedNotice {
  /** As it was written. */
  words: string;
  start: number;
  end: number;
}

export interface SpokenServer {
  /** As written, without a NetBIOS domain and a possessive. */
  name: string;
  kind: NameKind;
}

/** A sentence with everything in it that has a meaning of its own. */
export interface Utterance {
  text: string;
  tokens: readonly Token[];
  mood: Mood;
  doubts: readonly Doubt[];
  servers: readonly Span<SpokenServer>[];
  /** Dotted numbers, without a leading v and with dots. */
  versions: readonly Span<string>[];
  times: readonly Span<SpokenTime>[];
  zones: readonly Span<SpokenZone>[];
  dates: readonly SpokenDate[];
  durations: readonly Span<SpokenDuration>[];
  /** Minutes by which a time of day is to move; negative: earlier. */
  shifts: readonly Span<number>[];
  /** 1 for Monday to 7 for Sunday. */
  weekdays: readonly Span<number>[];
  notices: readonly NamedNotice[];
  /** Words that are meant as servers' names, perhaps, and can't be any. */
  unreadNames: readonly PlacedWord[];
}

/** What a sentence says by itself, whichever servers and notices there are. */
type Words = Omit<Utterance, 'servers' | 'notices'>;

/** A day begins at a quarter of an hour, wherever it does. */
const QUARTER_MS = 15 * 60_000;

/** A message is read when it arrives and again in its turn, and most of the time goes here. */
const readWords = memoise(
  (text: string, { now, zone, locale }: Pick<ReaderContext, 'now' | 'zone' | 'locale'>): Words => {
    const tokens = splitPairs(tokensOf(text));
    const versions = findVersions(tokens);
    const zones = findZones(text, tokens, { now, own: zone });
    const times = findTimes(tokens).filter(
      (time) => !overlapsAny(time, versions) && !overlapsAny(time, zones),
    );
    return {
      text,
      tokens,
      ...meaningOf(text.toLowerCase().replaceAll('’', "'"), tokens),
      versions,
      times,
      zones,
      dates: findDates(text, { now, zone: zone ?? 'UTC', locale }),
      durations: findDurations(tokens),
      shifts: findShifts(tokens),
      weekdays: findWeekdays(tokens),
      unreadNames: findUnreadNames(text),
    };
  },
  (text, { now, zone, locale }) =>
    JSON.stringify([text, zone, locale, Math.floor(now.getTime() / QUARTER_MS)]),
);

/** Reads one sentence. */
export function readUtterance(text: string, context: ReaderContext): Utterance {
  const words = readWords(text, context);
  const namedZones = words.zones.filter(({ value }) => value.isName);
  const notices = context.findNotices(text);
  const servers = findServers(words.tokens, context).filter(
    (server) =>
      !overlapsAny(server, words.versions) &&
      !overlapsAny(server, namedZones) &&
      !isIn(words.tokens[server.from], words.unreadNames) &&
      !(server.value.kind === 'possible' && isIn(words.tokens[server.from], notices)),
  );
  return { ...words, servers, notices };
}

/** "The AADC server": the word is what a notice is called; the "SYNC" of "SYNC#1" is no name of its own. */
function isIn(token: Token | undefined, places: readonly { start: number; end: number }[]): boolean {
  return token !== undefined && places.some(({ start, end }) => start <= token.start && token.end <= end);
}

/** The servers that a text names, each once; words that may be something else left out. */
export function serversNamedIn(text: string, context: ReaderContext): string[] {
  if (text === '') return [];
  const names = readUtterance(text, context).servers.filter(({ value }) => value.kind !== 'possible');
  return [...new Map(names.map(({ value }) => [value.name.toLowerCase(), value.name])).values()];
}

/** `AADC01:2.5.190.0`, `AADC01/AADC02` and `AADC01=2.5.190.0` are two things each. */
function splitPairs(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    const range = /^(\d{1,2}(?::\d{2})?(?:[ap]m)?)([-–])(\d{1,2}(?::\d{2})?(?:[ap]m)?)$/i.exec(token.text);
    if (range) {
      const [, left = '', mark = '', right = ''] = range;
      const at = token.start + left.length;
      return [part(left, token.start), part(mark, at), part(right, at + 1)];
    }
    const match = /^([a-z][\w-]*)([:/])(v?\d[\d.]*|[a-z][\w-]*)$/i.exec(token.text);
    if (!match) return [token];
    const [, left = '', mark = '', right = ''] = match;
    const isPair = mark === '/' ? /\d/.test(left) && /\d/.test(right) : /\d/.test(right);
    if (!isPair) return [token];
    const at = token.start + left.length;
    return [part(left, token.start), part(mark, at), part(right, at + 1)];
  });
}

function part(text: string, start: number): Token {
  return { text, lower: text.toLowerCase(), start, end: start + text.length };
}

const VERSION = /^v?(\d{1,2}(?:\.\d{1,6}){1,3})$/i;
const COMMA_VERSION = /^v?(\d{1,2}(?:,\d{1,6}){2,3})$/i;
/** A private address, a build of Windows. */
export const NO_VERSION = /^(?:10|127|172|192)\.(?:\d{1,3}\.){2}\d{1,3}$|^10\.0\.\d{5}(?:\.\d+)?$/;
const DATE = /^\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}$/;

/** What a number right after is the number of. */
const OTHER_PRODUCT =
  /^(?:\.?net|framework|sql|tls|ssl|powershell|windows|exchange|office|module|ip|dns|schema|oauth|saml|http|ipv4|node|chrome|edge|agent|at|kb|chapter|section|page|step)$/;

function findVersions(tokens: readonly Token[]): Span<string>[] {
  const found: Span<string>[] = [];
  tokens.forEach(({ text }, at) => {
    const dotted = COMMA_VERSION.exec(text)?.[1] ?? null;
    const version = VERSION.exec(text)?.[1] ?? dotted?.replaceAll(',', '.') ?? null;
    if (version === null || DATE.test(version) || NO_VERSION.test(version)) return;
    const previous = tokens[at - 1]?.lower ?? '';
    const before = /^(?:version|v|server)$/.test(previous) ? (tokens[at - 2]?.lower ?? '') : previous;
    const parts = version.split('.').length;
    if (parts < 3 && (previous === 'at' || OTHER_PRODUCT.test(before))) return;
    if (previous !== 'at' && OTHER_PRODUCT.test(before)) return;
    found.push({ value: version, from: at, to: at + 1 });
  });
  return found;
}

function findServers(tokens: readonly Token[], { isKnownServer }: ReaderContext): Span<SpokenServer>[] {
  return tokens.flatMap(({ text }, at) => {
    const kind = nameKindOf(text, isKnownServer) ?? afterNoun(tokens, at) ?? inList(tokens, at);
    if (!kind) return [];
    const name = text.replace(/['’]s?$/, '');
    return [{ value: { name: name.slice(name.lastIndexOf('\\') + 1), kind }, from: at, to: at + 1 }];
  });
}

/** `the server named aadc`: a word that is no name by its looks. */
function afterNoun(tokens: readonly Token[], at: number): NameKind | null {
  const [second, first] = [tokens[at - 1]?.lower ?? '', tokens[at - 2]?.lower ?? ''];
  const isNamed = /^(?:named|called)$/.test(second) && /^(?:server|box|machine|host|vm|one)$/.test(first);
  const name = tokens[at]?.text ?? '';
  if (!isNamed || !/^[a-z][\w.-]{1,62}$/i.test(name)) return null;
  return /\d/.test(name) ? 'named' : 'possible';
}

/** `on the hosts eu-sync-a, eu-sync-b and eu-sync-c`: names with a hyphen in a list that is called one of servers. */
function inList(tokens: readonly Token[], at: number): NameKind | null {
  if (!HYPHENATED.test(tokens[at]?.text ?? '')) return null;
  let before = at - 1;
  while (
    before >= 0 &&
    (HYPHENATED.test(tokens[before]?.text ?? '') || /^(?:,|and|&)$/.test(tokens[before]?.lower ?? ''))
  )
    before--;
  return /^(?:servers|hosts|boxes|machines|nodes|vms)$/.test(tokens[before]?.lower ?? '') ? 'possible' : null;
}

const HYPHENATED = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/i;

export function overlapsAny(
  span: { from: number; to: number },
  others: readonly { from: number; to: number }[],
): boolean {
  return others.some((other) => span.from < other.to && other.from < span.to);
}

/**
 * The sentence with what was found in it replaced by one word for each kind, so that a message about any server, time or
 * date is recognised alike.
 */
export function templateOf(utterance: Utterance): string {
  const { text, tokens } = utterance;
  const range = ({ from, to }: { from: number; to: number }, word: string) => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
    word,
  });
  const spans = [
    ...[...text.matchAll(WEEKEND)].map(({ 0: words, index }) => ({
      start: index,
      end: index + words.length,
      word: 'weekends',
    })),
    ...utterance.notices.map(({ start, end }) => ({ start, end, word: SLOT_WORDS.notice })),
    ...utterance.versions.map((span) => range(span, SLOT_WORDS.version)),
    ...utterance.shifts.map((span) => range(span, SLOT_WORDS.shift)),
    ...utterance.times.filter(({ value }) => value.isCertain).map((span) => range(span, SLOT_WORDS.time)),
    ...utterance.servers.map((span) => range(span, SLOT_WORDS.server)),
    ...utterance.durations.map((span) =>
      range(span, span.value.isBefore ? SLOT_WORDS.before : SLOT_WORDS.span),
    ),
    ...utterance.zones.filter(({ value }) => value.isName).map((span) => range(span, SLOT_WORDS.zone)),
    ...utterance.dates.map(({ start, end, words }) => ({
      start,
      end,
      word: WEEKDAY_ALONE.test(words) ? SLOT_WORDS.weekday : SLOT_WORDS.date,
    })),
    ...utterance.times.filter(({ value }) => !value.isCertain).map((span) => range(span, SLOT_WORDS.time)),
    ...utterance.zones.filter(({ value }) => !value.isName).map((span) => range(span, SLOT_WORDS.zone)),
    ...utterance.weekdays.map((span) => range(span, SLOT_WORDS.weekday)),
  ];
  const kept: typeof spans = [];
  const taken = new Uint8Array(text.length);
  for (const span of spans) {
    if (taken.subarray(span.start, span.end).includes(1)) continue;
    taken.fill(1, span.start, span.end);
    kept.push(span);
  }
  kept.sort((a, b) => a.start - b.start);
  let template = '';
  let at = 0;
  for (const { start, end, word } of kept) {
    template += `${text.slice(at, start)} ${word} `;
    at = end;
  }
  return (template + text.slice(at)).replaceAll(/\s+/g, ' ').trim();
}

/** "Saturdays and Sundays", "a Saturday or Sunday". */
const WEEKEND = /(?:\ba )?\bsat(?:urday)?s?(?: (?:and|or|nor)|,? ?\/|,| &) ?(?:on |a )*sun(?:day)?s?\b/gi;

const WEEKDAY_ALONE = /^(?:on |every |each )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/i;

/** The word that stands for a slot in a template; no message has it by chance. */
export const SLOT_WORDS = {
  server: 'xserverx',
  version: 'xversionx',
  time: 'xtimex',
  zone: 'xzonex',
  date: 'xdatex',
  span: 'xspanx',
  before: 'xbeforex',
  shift: 'xshiftx',
  weekday: 'xweekdayx',
  notice: 'xnoticex',
} as const;
