import type { Authentication } from '../../campaign/affected.ts';
import { withoutPlans } from './plans.ts';
import { affirmedIn, endsDenial, isDenial } from './denials.ts';
import { doubtsOf, type Doubt } from './mood.ts';
import { DEEDS, endsProcess, FACTS, isParticle, type Fact, type Stated } from './server-facts.ts';
import {
  isClauseMark,
  isExcepted,
  isMovedElsewhere,
  isOfSomethingElse,
  isPlaceOf,
} from './report-subject.ts';
import { BETWEEN_SERVERS, EXPECTED, LIMIT, VERB } from './report-words.ts';
import type { SpokenServer, Utterance } from './utterance.ts';

/** What a message states about one server. */
export interface SpokenReport {
  /** Null: the server that was spoken of last. */
  server: SpokenServer | null;
  /** Of several that were spoken of, which one, from 0: "the first one"; or `THE_OTHER`, `ALL_OF_THEM`, `ALL_SERVERS`. */
  place?: number;
  version?: string;
  role?: 'active' | 'staging';
  state?: 'in-use' | 'migrated' | 'decommissioned';
  authentication?: Authentication;
  /** Why it is not to be taken at its word; empty for a plain statement. */
  doubts: readonly Doubt[];
  /** It isn't so: "isn't migrated". */
  isDenied: boolean;
  /** Whether it is stated plainly; otherwise it is to be asked back. */
  isSure: boolean;
}

interface Group {
  servers: (SpokenServer | null)[];
  place: number | null;
  facts: Fact[];
  /** Whether all its facts were said before its first server: "2.5.190.0 on AADC01 and AADC02". */
  isLed: boolean;
  /** "AADC01 or AADC02" */
  isEither: boolean;
  /** Words between the server and its last fact that nothing explains. */
  strange: number;
  /** What is said of it, in lower case, without the words of its facts. */
  words: string;
}

/** The place of the one server that was not spoken of. */
export const THE_OTHER = -1;
/** The place of all that were spoken of: "both are on 2.5.190.0". */
export const ALL_OF_THEM = -2;
/** The place of all that are on the list. */
export const ALL_SERVERS = -3;

/** `it`, `that server`: what was spoken of before. */
const PRONOUN =
  /^(?:(?:all|every one) (?:of )?(?:(?:the|our|my) )?servers?(?= (?:are|is|run|runs|have|has|were|got|as|now)\b)|everything(?= (?:is|was|has been)\b)|the (?:first|second|third|other)(?: one| server)?|it|it's|its|that (?:one|server|box|machine)|this (?:one|server|box|machine)|the (?:one|server|box|machine|latter|same one)|same server|both(?: of (?:them|those|these)| servers| boxes| machines)?|they|all (?:of them|of those|of these|two|three|four|five))\b/;

/** The place of `the first one` among those that were spoken of, `THE_OTHER`; null: there is one. */
function placeOf(pronoun: string): number | null {
  if (pronoun.includes('other')) return THE_OTHER;
  if (/^(?:every|all .*servers?$)/.test(pronoun)) return ALL_SERVERS;
  if (/^(?:both|they|all)/.test(pronoun)) return ALL_OF_THEM;
  const place = ['first', 'second', 'third'].findIndex((word) => pronoun.includes(word));
  return place < 0 ? null : place;
}

/** Corrects what was said just before. */
const CORRECTION = /^(?:no|sorry|oops|correction|typo|i mean|i meant|actually|rather|wrong)\b/;

/** Words between a state and the server that it is said of: "we retired our old server AADC01". */
const FARTHEST = 5;

/** Stands for a fact among the words that are said of a server: "has been moved to cloud sync" isn't "has to". */
const FACT_MARK = '…';

/** Strange words between a server and what is said of it that a plain statement may have. */
const MOST_STRANGE = 4;

/**
 * What a sentence states about servers; empty for one that states nothing.
 * @param replacements names of the products that servers are moved to, in lower case: "AADC01 is on cloud sync" means migrated.
 */
export function readReports(utterance: Utterance, replacements: readonly string[]): SpokenReport[] {
  const groups = shareFacts(groupsIn(utterance, replacements)).filter(statesSomething);
  const isPlain = utterance.mood === 'statement' || utterance.mood === 'order';
  return groups.flatMap((group) => reportsOf(group, isPlain));
}

/** "AADC02 too", "and so does AADC02": what was said of the server before it. */
const ALSO =
  /^(?:(?:and|und|is|has|does|the) )*(?:too|as well|also|likewise|ditto|same(?: version)?|the same(?: one| version)?|auch|ebenso|ebenfalls|aussi|también|também|anche)(?: [,.!])*$/;
const SO_DOES = /\b(?:so (?:does|do|is|are|has|have)|(?:the )?same (?:for|with|on|goes for|applies to))$/;

function shareFacts(groups: readonly Group[]): Group[] {
  const shared: Group[] = [];
  for (const group of groups) {
    const before = shared.at(-1);
    const isAlike =
      group.facts.length === 0 && before && (ALSO.test(group.words) || SO_DOES.test(before.words));
    shared.push(isAlike ? { ...group, facts: before.facts, words: before.words } : group);
  }
  return shared;
}

/** A word in capitals alone may be anything: with a version beside it, it is a server. */
function statesSomething({ servers, facts }: Group): boolean {
  const isPossible = servers.every((server) => server?.kind === 'possible');
  return isPossible ? facts.some(({ kind }) => kind === 'version') : facts.length > 0;
}

function groupsIn(utterance: Utterance, replacements: readonly string[]): Group[] {
  const { text, tokens, servers, versions } = utterance;
  const lower = text.toLowerCase().replaceAll('’', "'");
  const groups: Group[] = [];
  let group: Group | null = null;
  /** Said before the first server: of that server, where it stands right before it. */
  let loose: { fact: Fact; at: number }[] = [];
  let onlySeparators = false;
  let strange = 0;
  /** Strange words since the last verb or clause. */
  let unlinked = 0;
  let isOfOther = false;
  const isStrange = (place: number) => {
    const word = tokens[place];
    if (!word || VERB.test(word.lower) || EXPECTED.test(word.lower)) return false;
    const isSpan = [...servers, ...versions].some(({ from, to }) => place >= from && place < to);
    return !isSpan && !FACTS.some(([pattern]) => pattern.test(lower.slice(word.start)));
  };
  let isDenied = false;
  const words: { group: Group | null; word: string }[] = [];
  const open = (server: SpokenServer | null, place: number | null = null) => {
    const isListed = group && onlySeparators && (group.facts.length === 0 || group.isLed);
    isOfOther = server !== null && isOfSomethingElse(utterance, at, isStrange);
    isDenied ||= isExcepted(utterance, at);
    if (isListed && group) {
      group.servers.push(server);
      group.isEither ||= /^(?:or|oder|ou)$/.test(tokens[at - 1]?.lower ?? '');
    } else {
      const facts = loose
        .filter((each) => at - each.at <= FARTHEST || each.fact.kind === 'version')
        .map(({ fact }) => fact);
      group = {
        servers: [server],
        place,
        facts,
        isLed: facts.length > 0,
        isEither: false,
        strange: 0,
        words: '',
      };
      groups.push(group);
    }
    loose = [];
    onlySeparators = true;
    strange = 0;
  };
  const add = (stated: Stated, to = at + 1) => {
    const before = tokens[at - 1]?.lower ?? '';
    const isLeft = stated.kind === 'role' && /^(?:from|of|off)$/.test(before);
    const isPast = stated.kind === 'role' && /^(?:was|were|been)$/.test(before);
    const isElsewhere = stated.value === 'migrated' && isMovedElsewhere(utterance, to, replacements);
    const fact = {
      ...stated,
      isDenied: isDenied || isLeft,
      isLinked: unlinked === 0 && !isOfOther && !isPast && !isElsewhere,
    };
    if (group && !precedesServer(utterance, at)) {
      // Said after a list whose facts came before it: of the last server alone, perhaps.
      const isUnclear = group.isLed && group.servers.length > 1;
      group.facts.push(fact);
      group.isLed = false;
      group.strange = isUnclear ? Number.POSITIVE_INFINITY : Math.max(group.strange, strange);
    } else loose.push({ fact, at });
    onlySeparators = false;
    unlinked = 0;
  };
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (!token) break;
    const rest = lower.slice(token.start);
    const server = isPlaceOf(utterance, at) ? undefined : servers.find(({ from }) => from === at);
    const version = versions.find(({ from }) => from === at);
    const replacement = replacements.find(
      (name) => rest.startsWith(name) && !/^[\w-]/.test(rest.slice(name.length)),
    );
    const said = [...(groups.length > 0 ? DEEDS : []), ...FACTS].flatMap(([pattern, fact]) => {
      const [words] = pattern.exec(rest) ?? [];
      return words === undefined ? [] : [{ words, fact }];
    })[0];
    const pronoun =
      groups.length === 0 && servers.length === 0
        ? (PRONOUN.exec(rest) ?? (at === 0 ? CORRECTION.exec(rest) : null))?.[0]
        : undefined;
    let length = 1;
    if (server) open(server.value);
    else if (version) {
      add({ kind: 'version', value: version.value, before: wordBefore(utterance, at) });
      words.push({ group: groups.at(-1) ?? null, word: FACT_MARK });
    } else if (replacement && isBecome(utterance, at)) {
      add({ kind: 'state', value: 'migrated' });
      length = countTokens(utterance, at, replacement.length);
    } else if (said && !endsProcess(utterance, at)) {
      length = countTokens(utterance, at, said.words.length);
      add(said.fact, at + length);
      words.push({ group: groups.at(-1) ?? null, word: FACT_MARK });
    } else if (isParticle(utterance, at)) {
      add({ kind: 'state', value: 'decommissioned' });
    } else if (pronoun !== undefined) {
      open(null, placeOf(pronoun));
      length = countTokens(utterance, at, pronoun.length);
    } else {
      // "Not 2.5.79.0" and a "no" at the start correct a version: they don't deny what is said.
      const isCorrection = token.lower === 'not' && versions.some(({ from }) => from === at + 1);
      if (!isCorrection && !(at === 0 && token.lower === 'no')) {
        words.push({ group: groups.at(-1) ?? null, word: token.lower });
      }
      isDenied = isDenial(utterance, at) || (isDenied && !endsDenial(utterance, at));
      if (!BETWEEN_SERVERS.has(token.lower)) onlySeparators = false;
      const isExpected = EXPECTED.test(token.lower) || isPlaceOf(utterance, at);
      if (!isExpected) strange++;
      if (isClauseMark(token.lower)) isOfOther = false;
      const isReset = isClauseMark(token.lower) || (VERB.test(token.lower) && !isOfOther);
      unlinked = isReset ? 0 : unlinked + Number(!isExpected);
    }
    at += length;
  }
  // What is said before the first server is said of it.
  for (const each of groups) {
    const own = words.filter((word) => word.group === each || (word.group === null && each === groups[0]));
    each.words = own.map(({ word }) => word).join(' ');
  }
  return groups;
}

/** Tokens that begin within so many characters of a token's start. */
function countTokens({ tokens }: Utterance, at: number, length: number): number {
  const end = (tokens[at]?.start ?? 0) + length;
  let count = 1;
  while ((tokens[at + count]?.start ?? Infinity) < end) count++;
  return count;
}

/** `the staging server AADC02`: said of the server that comes right after. */
function precedesServer({ tokens, servers }: Utterance, at: number): boolean {
  let next = at + 1;
  while (/^(?:server|box|machine|host|node|one|vm|sync|mode)$/.test(tokens[next]?.lower ?? '')) next++;
  return servers.some(({ from }) => from === next) && !/^(?:is|,)$/.test(tokens[at - 1]?.lower ?? '');
}

function wordBefore({ tokens }: Utterance, at: number): string {
  let before = at - 1;
  while (/^(?:version|build|release|v|azure|ad|connect|entra|sync)$/.test(tokens[before]?.lower ?? ''))
    before--;
  return tokens[before]?.lower ?? '';
}

/** A product's name says that the server was moved to it after such a word. */
function isBecome({ tokens }: Utterance, at: number): boolean {
  return /^(?:is|are|on|to|by|uses?|using|now|runs?|running|already)$/.test(tokens[at - 1]?.lower ?? '');
}

const FORMER = /^(?:from|of|instead|not|was|were|had|old|than|longer|replacing|before)$/;
const DENIED = /^(?:not|nicht|pas|não|non)$/;
const LATTER = /^(?:to|>|→|now|but|at|got|becomes?|by)$/;

function reportsOf(group: Group, isPlain: boolean): SpokenReport[] {
  const { servers, place, facts: all, isEither, strange, words } = group;
  const facts = affirmedIn(all);
  const isContrast = facts.length < all.length;
  const doubts = doubtsOf(withoutPlans(words)).filter((doubt) => doubt !== 'negated' || !isContrast);
  const versions = facts.flatMap((fact) => (fact.kind === 'version' ? [fact] : []));
  const current = versions.filter(({ before }) => !FORMER.test(before));
  const latter = current.filter(({ before }) => LATTER.test(before));
  const chosen = latter.length > 0 ? latter : current.length > 0 ? current : versions.slice(-1);
  const version = chosen.at(-1)?.value;
  const isFormer = version !== undefined && current.length === 0;
  const isDenied =
    facts.some((fact) => fact.isDenied) || (isFormer && versions.every(({ before }) => DENIED.test(before)));
  const value = <Kind extends Fact['kind']>(kind: Kind) =>
    facts.flatMap((fact) => (fact.kind === kind ? [fact.value] : [])) as (Fact & { kind: Kind })['value'][];
  const [role, authentication] = [value('role').at(-1), value('authentication').at(-1)];
  const states = value('state');
  // "Moved to 2.5.190.0" is no migration: the server stays in use.
  const ends = states.filter(
    (state) =>
      state !== 'in-use' && !(version && state === 'migrated') && !(authentication && state === 'migrated'),
  );
  const state = ends.at(-1) ?? 'in-use';
  const isClear =
    new Set(chosen.map((each) => each.value)).size <= 1 &&
    new Set(ends).size <= 1 &&
    new Set(value('role')).size <= 1 &&
    !(version && ends.length > 0 && latter.length > 0) &&
    !(state === 'migrated' && role === 'active');
  return servers.map((server) => ({
    server,
    ...(place !== null && { place }),
    ...(version !== undefined && ends.length === 0 && { version }),
    ...(role !== undefined && { role }),
    state,
    ...(authentication !== undefined && { authentication }),
    doubts,
    isDenied,
    isSure:
      isPlain &&
      isClear &&
      !isEither &&
      facts.every((fact) => fact.isLinked) &&
      !isDenied &&
      !(isFormer || (version !== undefined && LIMIT.test(words))) &&
      doubts.length === 0 &&
      strange <= MOST_STRANGE &&
      server?.kind !== 'possible',
  }));
}
