import { findDates, type StatedDate } from './dates.ts';

/** Nouns for a part of a product. */
const PART =
  '(?:(?:user )?interfaces?|UIs?|plans?|tiers?|editions?|skus?|portal|console|command line|cli|sdks?|previews?|trials?|add-?ons?|plug-?ins?|connectors?|extensions?|regions?|free version|series|add-in|mobile app|desktop app|wizard|runtime|image)';
/** A word of such a part's name. */
const NAME = String.raw`(?:(?!(?:the|an?|of|from|to|in|for|on|by|with|that|which|will|is|are|was|were|has|have|can|must)\b)[\w*-]+ )`;
/** "The console or its resources" is no part, nor is "plan to move". */
const ALONE = String.raw`\b(?! (?:or|to|for)\b)`;
const PART_AT_END = new RegExp(`\\b${PART}$`, 'i');

const SCOPES: readonly RegExp[] = [
  /^\W*[Ff]or ((?:[A-Z][\w.-]*)(?: (?:and )?[A-Z][\w.-]*){0,3}),/,
  /\b(extended (?:security updates?|life ?cycle support)(?: program(?:me)?| add-on)?|technical guidance|paid support)\b/i,
  /\b(?:those|customers|users|tenants|organi[sz]ations|devices|computers|accounts|apps) (?:using|on|running|with) (?!(?:the|this|it|@|#|or)\b)((?:[^,@#;.]|\.(?=\d)){3,50}?)(?=,| (?:will|can|must|are|have|lose|stop)\b)/i,
  /\bin ((?:the )?(?:[A-Z][\w-]*[ -]){1,3}?(?:[Rr]egions?|[Cc]louds?))\b/,
  /\bin ((?:the )?(?:[Rr]egions?|[Cc]louds?)(?: [A-Z][\w-]*){1,2})/,
  /\bin ((?:the )?(?:global|public|commercial) (?:[A-Z][\w-]* ?){1,2}(?: ?cloud)?)/,
  /\bin ((?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})\b[^.]*\bthere\b/,
  /\bin (?:the |all )?((?:public|commercial|government|sovereign|national|private) (?:clouds?|regions?))\b/i,
  /\bin ((?:Azure |Microsoft )?(?:China|Germany|US Government|GCC High|DoD|Government)(?: \w*21Vianet)?)\b/,
  /\b((?:free|trial|hobby|starter|community|student|non-paid) (?:plans?|tiers?|editions?|accounts?|users?))\b/i,
  /\b((?:all )?versions? (?:before|prior to|earlier than|older than|below|up to) v?[\d.]+|versions? v?[\d.x]+ (?:and|or) (?:earlier|older|below|lower))/i,
  new RegExp(`\\b(?:in|with|from|for|of|through|using) the (${NAME}{0,4}?${PART})${ALONE}`, 'i'),
  new RegExp(`^\\W*all [a-z]+ (?:of|on|in|with) ((?:[\\w-]+ ){1,8}?${PART})${ALONE}`, 'i'),
  new RegExp(`^\\W*(?:the )?(${NAME}{0,2}?${PART})${ALONE}`, 'i'),
  new RegExp(`\\bthe (${NAME}{1,7}?${PART})${ALONE}`, 'i'),
];

/**
 * The part of the product that a dated sentence is about: a region, a range of versions, a plan, a portal. Null when
 * it is about all of it, which what the title itself names is.
 */
export function readScope(
  { plain, heading }: { plain: string; heading: string },
  date: Pick<StatedDate, 'start' | 'end'>,
  title: string,
): string | null {
  const clause = sentenceAround(plain, date);
  const part = partIn(wordsBefore(plain, date), title) ?? partIn(clause, title);
  if (part !== null) return part;
  const version = otherVersion(title, clause) ?? otherVersion(title, heading);
  if (version !== null) return version.name;
  return PART_AT_END.test(heading) && !isNamedBy(title, heading) ? heading : null;
}

function partIn(words: string, title: string): string | null {
  for (const pattern of SCOPES) {
    const part = pattern
      .exec(words)?.[1]
      ?.replace(/^(?:the|all) /i, '')
      .replaceAll('*', '');
    if (part !== undefined && !isNamedBy(title, part)) return part;
  }
  return null;
}

/** What a sentence says between the date before and this one: "in the public cloud on #, and in government clouds on". */
function wordsBefore(plain: string, { start }: Pick<StatedDate, 'start'>): string {
  const before = withoutDates(plain.slice(Math.max(0, start - REACH), start));
  const since = before.slice(before.lastIndexOf('#') + 1);
  return since.length < before.length && /^\s*(?:,|and\b|but\b)/.test(since) ? since : '';
}

/** Whether a dated sentence is about a version that comes after those that the title names: "Relay 4" beside "Retirement of Relay 3". */
export function isOfLaterVersion(
  plain: string,
  date: Pick<StatedDate, 'start' | 'end'>,
  title: string,
): boolean {
  return otherVersion(title, sentenceAround(plain, date))?.isLater === true;
}

/** A name with its version: "Relay 3.1", "stack-22", "Server 2016". */
const VERSION = /\b([A-Z][\w.]*|[a-z]+(?=-))[ -]v?(\d+(?:\.\d+)*)(?!\d)/g;
/** A version without a name: "the 3.1.x branch". */
const BRANCH = /\b(\d+(?:\.\d+)+)(?:\.x)? (?:branch|line|series|release train)\b/i;

/** The words before the verb of a sentence. */
const SUBJECT =
  /^(?:(?!(?:to|use|with|from|by|on|migrate|upgrade|update|move|must|will|is|are|has|have)\b)\S+ ){0,4}\S+/i;

interface OtherVersion {
  name: string;
  /** It comes after every version that the title names. */
  isLater: boolean;
}

/** Another version of the product whose version the title names: "Relay 4" beside "Retirement of Relay 3". */
function otherVersion(title: string, clause: string): OtherVersion | null {
  const own = new Map<string, string[]>();
  for (const [, name = '', version = ''] of withoutDates(title).matchAll(VERSION))
    own.set(name, [...(own.get(name) ?? []), version]);
  if (own.size === 0) return null;
  const named = [...(SUBJECT.exec(clause)?.[0] ?? '').matchAll(VERSION)]
    .filter(([, name = '']) => own.has(name))
    .map(([words, name = '', version = '']) => ({ words, version, versions: own.get(name) ?? [] }));
  const [branch, version] = BRANCH.exec(clause) ?? [];
  if (named.length === 0 && branch !== undefined && version !== undefined)
    named.push({ words: branch, version, versions: [...own.values()].flat() });
  const [first] = named;
  if (first === undefined || named.some((each) => each.versions.includes(each.version))) return null;
  return { name: first.words, isLater: first.versions.every((each) => isAfter(first.version, each)) };
}

/** Compares as many parts as both have: 3.1 is not after 3. */
function isAfter(version: string, other: string): boolean {
  const [parts, others] = [version, other].map((each) => each.split('.').map(Number)) as [number[], number[]];
  const at = parts.findIndex((part, index) => part !== others[index]);
  return at >= 0 && at < others.length && (parts[at] ?? 0) > (others[at] ?? 0);
}

/** A title that names the part's noun is about such parts as a whole; a region that it names stays a part. */
function isNamedBy(title: string, part: string): boolean {
  if (/\bregion\b|^(?:global|public|commercial)\b/i.test(part)) return false;
  const noun = /\bversions?\b/i.test(part)
    ? /\bversions?\b|\d/i
    : new RegExp(`\\b${part.split(' ').at(-1) ?? ''}`, 'i');
  const name = part.split(' ').slice(0, -1).join(' ').toLowerCase();
  return noun.test(title) || (name.includes(' ') && title.toLowerCase().includes(name));
}

/** Characters on each side of a date in which its part may be named: the work stays linear in a long sentence. */
const REACH = 500;

/** The words of the date's own statement: a semicolon ends it. `#` stands for other dates. */
function sentenceAround(plain: string, { start, end }: Pick<StatedDate, 'start' | 'end'>): string {
  const before =
    plain
      .slice(Math.max(0, start - REACH), start)
      .split(/;/)
      .at(-1) ?? '';
  const after = plain.slice(end, end + REACH).split(/;/)[0] ?? '';
  return `${withoutDates(before)}${withoutDates(after)}`;
}

function withoutDates(text: string): string {
  const [date] = findDates(text);
  return date === undefined ? text : `${text.slice(0, date.start)}#${withoutDates(text.slice(date.end))}`;
}
