import type { Authentication } from '../../campaign/affected.ts';
import { affirmedIn } from './denials.ts';
import { doubtsOf, type Doubt } from './mood.ts';
import { withoutPlans } from './plans.ts';
import { groupsIn, type Group } from './report-groups.ts';
import { LIMIT } from './report-words.ts';
import type { Fact } from './server-facts.ts';
import { shareFacts } from './share-facts.ts';
import type { SpokenServer, Utterance } from './utterance.ts';

/** What a message states about one server. */
export interface SpokenReport {
  /** Null: the server that was spoken of last. */
  server: SpokenServer | null;
  /** Of several that were spoken of, which one, from 0: "the first one"; or a place of spoken-of.ts. */
  place?: number;
  version?: string;
  role?: 'active' | 'staging';
  state?: 'in-use' | 'migrated' | 'decommissioned';
  authentication?: Authentication;
  /** Why it is not to be taken at its word; empty for a plain statement. */
  doubts: readonly Doubt[];
  /** It isn't so: "isn't migrated". */
  isDenied: boolean;
  /** One of several that may be so: "AADC01 or AADC02". */
  isEither: boolean;
  /** Whether it is stated plainly; otherwise it is to be asked back. */
  isSure: boolean;
}

/** Strange words between a server and what is said of it that a plain statement may have. */
const MOST_STRANGE = 4;

/** What is known where a sentence about servers is read. */
export interface ReportContext {
  /** Names of the products that servers are moved to, in lower case: "AADC01 is on cloud sync" means migrated. */
  replacements: readonly string[];
  /** What was done before: "AADC02 has the same version". */
  last: { lines: readonly string[] };
}

/** What a sentence states about servers; empty for one that states nothing. */
export function readReports(utterance: Utterance, { replacements, last }: ReportContext): SpokenReport[] {
  const groups = shareFacts(groupsIn(utterance, replacements), utterance, last.lines).filter(statesSomething);
  const isPlain = utterance.mood === 'statement' || utterance.mood === 'order';
  return groups.flatMap((group) => reportsOf(group, isPlain));
}

/** A word in capitals alone may be anything: with a version beside it, it is a server. */
function statesSomething({ servers, facts }: Group): boolean {
  const isPossible = servers.every((server) => server?.kind === 'possible');
  return isPossible ? facts.some(({ kind }) => kind === 'version') : facts.length > 0;
}

const FORMER = /^(?:from|of|instead|not|was|were|had|old|than|longer|replacing|before)$/;
const DENIED = /^(?:not|nicht|pas|não|non)$/;
const LATTER = /^(?:to|>|→|now|but|at|got|becomes?|by)$/;

const OR = /(?:^| )(?:or|oder|ou)(?: |$)/;

/** Of a server that is said to be off: it goes on. */
const GOES_ON =
  /\b(?:still|continues? to|keeps?|remains?)\b[^,;.]{0,20}(?:\b(?:run|runs|running|sync\w*|exports?|exporting|imports?|importing|works?|working|up|online|on|used)\b|…)/;

interface SaidVersion {
  /** Several where it is one of them: "2.5.3.0 or 2.5.79.0". Empty where none is said. */
  values: readonly string[];
  isClear: boolean;
  /** Only those that it had before are said. */
  isFormer: boolean;
  /** Only those that it doesn't have are said. */
  isDenied: boolean;
  /** It was brought to this one. */
  isLatter: boolean;
}

/** The version that a server has by what is said of it: the last of those that aren't former ones. */
function versionIn(facts: readonly Fact[]): SaidVersion {
  const versions = facts.flatMap((fact) => (fact.kind === 'version' ? [fact] : []));
  const current = versions.filter(({ before }) => !FORMER.test(before));
  const latter = current.filter(({ before }) => LATTER.test(before));
  const chosen = latter.length > 0 ? latter : current.length > 0 ? current : versions.slice(-1);
  const different = [...new Set(chosen.map(({ value }) => value))];
  const isEither = different.length > 1 && OR.test(chosen.at(-1)?.before ?? '');
  const isFormer = versions.length > 0 && current.length === 0;
  return {
    values: isEither ? different : chosen.slice(-1).map(({ value }) => value),
    isClear: different.length <= 1,
    isFormer,
    isDenied: isFormer && versions.every(({ before }) => DENIED.test(before)),
    isLatter: latter.length > 0,
  };
}

/** What else is said of a server beside its version. */
function standingIn(facts: readonly Fact[], { values, isLatter }: SaidVersion) {
  const roles = facts.flatMap((fact) => (fact.kind === 'role' ? [fact.value] : []));
  const authentication = facts.flatMap((fact) => (fact.kind === 'authentication' ? [fact.value] : [])).at(-1);
  const role = roles.at(-1);
  const hasVersion = values.length > 0;
  // "Moved to 2.5.190.0" is no migration: the server stays in use.
  const isMove = hasVersion || authentication !== undefined;
  const ends = facts
    .flatMap((fact) => (fact.kind === 'state' ? [fact.value] : []))
    .filter((state) => state !== 'in-use' && !(isMove && state === 'migrated'));
  const state = ends.at(-1) ?? ('in-use' as const);
  return {
    stated: {
      ...(role !== undefined && { role }),
      state,
      ...(authentication !== undefined && { authentication }),
    },
    roles: [...new Set(roles)],
    isClear:
      new Set(ends).size <= 1 &&
      new Set(roles).size <= 1 &&
      !(hasVersion && ends.length > 0 && isLatter) &&
      !(state === 'migrated' && role === 'active'),
  };
}

/** A report for each server of a group, and for each of the versions that it may have. */
function reportsOf({ servers, place, strange, words, ...group }: Group, isPlain: boolean): SpokenReport[] {
  const facts = affirmedIn(group.facts);
  const isContrast = facts.length < group.facts.length;
  const doubts = doubtsOf(withoutPlans(words)).filter((doubt) => doubt !== 'negated' || !isContrast);
  const version = versionIn(facts);
  const { stated, roles, isClear } = standingIn(facts, version);
  const isDenied = facts.some((fact) => fact.isDenied) || version.isDenied;
  const isSure =
    isPlain &&
    isClear &&
    version.isClear &&
    !(stated.state !== 'in-use' && GOES_ON.test(words)) &&
    !group.isEither &&
    facts.every((fact) => fact.isLinked) &&
    !isDenied &&
    !(version.isFormer || (version.values.length > 0 && LIMIT.test(words))) &&
    doubts.length === 0 &&
    strange <= MOST_STRANGE;
  const versions = stated.state === 'in-use' ? version.values.map((value) => ({ version: value })) : [];
  const several =
    versions.length < 2 && OR.test(words) ? roles.map((role) => ({ ...versions[0], role })) : [];
  const variants = several.length > 1 ? several : versions.length > 0 ? versions : [{}];
  return servers.flatMap((server) =>
    variants.map((each) => ({
      server,
      ...(place !== null && { place }),
      ...stated,
      ...each,
      doubts,
      isDenied,
      isEither: group.isEither || variants.length > 1,
      isSure: isSure && server?.kind !== 'possible',
    })),
  );
}
