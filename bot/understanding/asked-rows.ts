import { createTermReader, isGroup, isNameGroup } from './terms.ts';
import { stemOf } from './words.ts';

const readTerms = createTermReader();

/** Words (stemmed) that identify no feature, because rows and questions of every kind contain them. */
const EMPTY_WORDS = new Set(
  'a able all allow an and any are as be by can connect connector do does for from have how i if in into is it its many more much need no not object of off on only or our per premis premise support sync synchron than that the their them then there this to up us use user we what when which will with would you your ad azure cloud entra microsoft server number'
    .split(' ')
    .map(stemOf),
);

/** A row is named when the message has at least this share of the row's words, weighted by rarity ... */
const MIN_SHARE = 0.4;
/** ... and at least this fraction of the best row's share. */
const MIN_SHARE_OF_BEST = 0.8;

/** A message that matches more rows than this asks about none in particular. */
const MAX_NAMED_ROWS = 5;

/**
 * Makes a function that returns the indexes of the rows of a feature table that a message asks about, those
 * that it names in full first: rows whose words or initials (PTA) it uses and, for a quantity ("120k objects"), the row
 * with the smallest limit that allows it. None when more than five rows match.
 * @param features the first cell of each row.
 */
export function createRowFinder(features: readonly string[]): (text: string) => number[] {
  const findNamed = createNameFinder(features);
  const quantities = COUNTED.map(([pattern, noun]) => ({
    pattern,
    findRows: createLimitFinder(features, noun),
  }));
  return (asked) => {
    const sizes = findSizes(asked, features);
    if (sizes.length > 0) return sizes;
    const text = withMembers(asked);
    const limits = findLimits(text, quantities);
    const rest = COUNTED.reduce((shorter, [pattern]) => shorter.replace(pattern, ' '), text);
    const found = new Set([
      ...limits,
      ...findNamed(limits.length > 0 ? rest.replace(COUNTED_IN, ' ') : rest).filter(
        (row) => !isOtherGeneration(text, features[row] ?? '') && !isByAnother(text, features[row] ?? ''),
      ),
    ]);
    if (found.size > MAX_NAMED_ROWS) return [];
    const rankOf = (row: number) => (text.toLowerCase().includes(features[row]?.toLowerCase() ?? '') ? 0 : 1);
    return [...found].sort((a, b) => rankOf(a) - rankOf(b) || a - b);
  };
}

/** "Group writeback V2" isn't the feature of a row that says nothing of V2. */
function isOtherGeneration(text: string, feature: string): boolean {
  const [, noun = '', generation = ''] = /\b(\p{L}{4,30}) (v\d)\b/iu.exec(text) ?? [];
  if (generation === '') return false;
  const named = feature.toLowerCase();
  return named.includes(noun.toLowerCase()) && !named.includes(generation.toLowerCase());
}

/** "Filter by group" isn't the feature of a row that filters by attribute. */
function isByAnother(text: string, feature: string): boolean {
  const [, asked] = BY.exec(text) ?? [];
  const [, own] = BY.exec(feature) ?? [];
  if (asked === undefined || own === undefined) return false;
  const terms = readTerms(asked);
  return !readTerms(own).some((term) => terms.includes(term));
}

const BY = /\bby ([\p{L} ]{2,60})/iu;

function createNameFinder(features: readonly string[]): (text: string) => number[] {
  const rows = features.map((feature) =>
    alternativesIn(feature).map((each) => ({ words: namesOf(each), initials: initialsOf(each) })),
  );
  const rarity = rarityOf(rows.map((row) => [...new Set(row.flatMap(({ words }) => words))]));
  const weigh = (words: string[]) => words.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);
  const spellOut = createSpeller([...rarity.keys()]);
  return (text) => {
    const said = new Set(readTerms(text).map(spellOut));
    const matchOf = ({ words, initials }: { words: string[]; initials: string[] }) => {
      const isMeant =
        initials.some((letters) => said.has(letters)) ||
        words.some((word) => isNameGroup(word) && said.has(word));
      const match = isMeant ? words : words.filter((word) => said.has(word));
      return { match, share: weigh(match) / (weigh(words) || 1) };
    };
    const found = rows.map((row) =>
      row.map(matchOf).reduce((best, each) => (each.share > best.share ? each : best)),
    );
    const matches = found.map(({ match }) => match);
    const possible = found.flatMap(({ share }, i) => (share >= MIN_SHARE ? [i] : []));
    const named = possible.filter(
      (i) => !possible.some((other) => isPartOf(matches[i] ?? [], matches[other] ?? [])),
    );
    const enough = MIN_SHARE_OF_BEST * Math.max(...named.map((i) => found[i]?.share ?? 0));
    return named.filter((i) => (found[i]?.share ?? 0) >= enough);
  };
}

/** Makes a function that reads the beginning of one of the words alone as that word: `gov` of `government`. */
function createSpeller(words: readonly string[]): (term: string) => string {
  return (term) => {
    if (term.length < SHORTEST_BEGINNING || term.length > LONGEST_BEGINNING || words.includes(term))
      return term;
    const [only, ...others] = words.filter((word) => word.startsWith(term));
    return only !== undefined && others.length === 0 ? only : term;
  };
}

const SHORTEST_BEGINNING = 3;
const LONGEST_BEGINNING = 4;

/** "Filter on domains/units" is a feature for each of the two: "Filter on domains" and "Filter on units". */
function alternativesIn(feature: string): string[] {
  const [list = ''] = /(?<!\S)\p{L}+(?:\/\p{L}+)+(?!\S)/u.exec(feature) ?? [];
  return list === '' ? [feature] : list.split('/').map((each) => feature.replace(list, each));
}

/** The terms that distinguish a feature from others. */
function namesOf(feature: string): string[] {
  return [...new Set(readTerms(feature))].filter(
    (term) => !EMPTY_WORDS.has(term) && !/^\d/.test(term) && (isNameGroup(term) || !isGroup(term)),
  );
}

/** In "device writeback", "device" belongs to that row and doesn't also name a row about devices. */
function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  return some.length < all.length && some.every((word) => all.includes(word));
}

/** The weight of each word: the fewer rows have it, the higher (inverse document frequency). */
function rarityOf(rows: readonly string[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of rows.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log(1 + rows.length / count)]));
}

/** Initials of three or more capitalised words: `pta` for Pass-Through Authentication, `phs` for Password Hash Sync. */
function initialsOf(feature: string): string[] {
  const names = feature.match(/\p{Lu}[\p{L}-]{0,40}(?: \p{Lu}[\p{L}-]{0,40})+/gu) ?? [];
  return names.flatMap((name) => {
    const initials = name.split(/[ -]/).map((part) => part.charAt(0).toLowerCase());
    return initials.length < 3 ? [] : [initials.join(''), initials.slice(-3).join('')];
  });
}

/** Questions for a size, and the noun that the table counts: "how big can a group be" is about members. */
const ASKED_SIZES: readonly [RegExp, string][] = [
  [/\b(?:how (?:big|large)|biggest|largest|size)\b[^.?!]{0,40}\bgroups?\b|\bgroup size\b/i, 'members'],
  [
    /\bhow many (?:members|users)\b[^.?!]{0,30}\bgroups?\b|\bgroups?\b[^.?!]{0,30}\bhow many members\b/i,
    'members',
  ],
  [
    /\b(?:how many|maximum|most|limit of) (?:ad )?objects\b|\bobject limit\b|\b(?:how (?:big|large)|biggest|largest)\b[^.?!]{0,30}\b(?:director(?:y|ies)|AD|Active Directory|domains?|forests?|tenants?)\b/i,
    'objects',
  ],
];

/** The rows that state a limit, or that there is none, for what a size is asked of. */
function findSizes(text: string, features: readonly string[]): number[] {
  const noun = ASKED_SIZES.find(([pattern]) => pattern.test(text))?.[1];
  if (noun === undefined) return [];
  const isLimit = new RegExp(`(?:up to [\\d,]+|unlimited number of) ${noun}`, 'i');
  return features.flatMap((feature, row) => (isLimit.test(feature) ? [row] : []));
}

/** What people count, with the noun that documents use for it: "180k users" are 180,000 objects, and in a group members. */
export function quantitiesIn(text: string): { said: string; count: number; noun: string }[] {
  const asked = withMembers(text);
  return COUNTED.flatMap(([pattern, noun]) =>
    [...asked.matchAll(pattern)].map(([said, digits = '', factor]) => ({
      ...{ said, noun },
      count: countOf(digits, factor),
    })),
  );
}

/** The people of a group are its members: "a list with 60k people", "300 users in one group". */
function withMembers(text: string): string {
  return text.replace(PEOPLE_OF_GROUP, '$1 members').replace(PEOPLE_IN_GROUP, ' members');
}

const GROUP = String.raw`(?:groups?|distribution lists?|mailing lists?|DLs?)`;
const PEOPLE = String.raw`(?:heads?|people|persons?|users?|accounts?|recipients?)`;
const PEOPLE_OF_GROUP = new RegExp(
  String.raw`(\b${GROUP} (?:with|of|has|have|having|holds?|over|above) (?:\w+ ){0,2}\d[\d.,']{0,15}\s?(?:k|m|thousand|million)?\+?) ?${PEOPLE}\b`,
  'gi',
);
const PEOPLE_IN_GROUP = new RegExp(
  String.raw`(?<=\d ?(?:k|m|thousand|million)?\+?) ?${PEOPLE}\b(?= (?:in|of|per) (?:an?|one|each|the|every|our) (?:\w+ ){0,2}${GROUP}\b)`,
  'gi',
);

function countOf(digits: string, factor: string | undefined): number {
  return Number(digits.replaceAll(/[.,']/g, '')) * factorOf(factor);
}

/** Quantities that people state, and the noun that the table uses for each. Bounded repetition keeps the search linear. */
const COUNTED: readonly [RegExp, string][] = [
  [
    /(?<!\d)(\d[\d.,']{0,15})\s?(k|m|thousand|million)?\+?\s?(?:ad\s)?(?:objects?|users?|identities|accounts?)/giu,
    'objects',
  ],
  [/(?<!\d)(\d[\d.,']{0,15})\s?(k|m|thousand|million)?\+?\s?members?/giu, 'members'],
  [
    /(?<!\d)(\d[\d.,']{0,15})\s?(k|m|thousand|million)?\+?\s?(?:separate\s|different\s|single\s)?(?:OUs?\b|organi[sz]ational units?)/giu,
    'organisational units',
  ],
];

/** "60,000 members in a group" and "groups with 60,000 members" aren't about groups as such. */
const COUNTED_IN =
  /\b(?:in|of) (?:an?|one|each|the|every) group\b|\b(?:(?:large|big|huge) )?groups? (?:with|of|over|above|that|having|beyond|exceeding|larger|bigger)\b|[ -]groups?\b(?= *[.?!]?$)/gi;
/** Before a quantity that is too small. */
const MORE_THAN = /(?:\b(?:more|larger|bigger|greater) than|\b(?:over|above|beyond|exceed(?:s|ing)?)|>) ?$/i;

type LimitFinder = (quantity: number) => number[];

function findLimits(
  text: string,
  quantities: readonly { pattern: RegExp; findRows: LimitFinder }[],
): number[] {
  return quantities.flatMap(({ pattern, findRows }) =>
    [...text.matchAll(pattern)].flatMap(({ 1: digits = '', 2: factor, index }) => {
      const isMore = MORE_THAN.test(text.slice(0, index));
      return findRows(countOf(digits, factor) + (isMore ? 1 : 0));
    }),
  );
}

function factorOf(word: string | undefined): number {
  if (!word) return 1;
  return /^m/i.test(word) ? 1_000_000 : 1000;
}

/** Finds the row with the smallest limit of at least a quantity, else the row without a limit; without either, all limits. */
function createLimitFinder(features: readonly string[], noun: string): LimitFinder {
  const limited = new RegExp(`up to ([\\d,]+) ${noun}`, 'i');
  const limits = features.flatMap((feature, row) => {
    const limit = limited.exec(feature)?.[1];
    return limit ? [{ row, limit: Number(limit.replaceAll(',', '')) }] : [];
  });
  limits.sort((a, b) => a.limit - b.limit);
  const unlimited = features.findIndex((feature) => new RegExp(`unlimited .*${noun}`, 'i').test(feature));
  return (quantity) => {
    const least = limits.find(({ limit }) => limit >= quantity)?.row ?? unlimited;
    return least >= 0 ? [least] : limits.map(({ row }) => row);
  };
}
