import type { OpenServers, Progress } from '../campaign/progress.ts';
import { compareNumbers } from '../campaign/version-range.ts';
import {
  closestEnd,
  impactOf,
  missingClues,
  type AffectedRule,
  type Clue,
  type Impact,
  type Stated,
} from '../campaign/affected.ts';
import {
  judgeVersion,
  readVersionFacts,
  type Verdict,
  type VersionFacts,
} from '../guidance/version-verdict.ts';
import type { Guide } from '../guidance/guide.ts';
import { byUrgency, type Portfolio } from '../guidance/portfolio.ts';
import { memoise } from '../platform/memoise.ts';
import type { ForgottenServer } from './ports.ts';
import { serverStatusOf, type Server, type ServerReport, type ServerStatus } from './server.ts';

/** Alerts are told to a team, which may be anywhere: their days are those of UTC. */
const ZONE = 'UTC';

/** The verdict on what a server runs; null when nobody has said, or it is out of use. */
export type Judge = (server: Pick<Server, 'reports'>) => Verdict | null;

/** Judges as of `now`; many servers run the same version. */
export function createJudge(facts: VersionFacts, now: Date): Judge {
  const verdicts = new Map<string, Verdict>();
  return (server) => {
    const { version, state } = serverStatusOf(server);
    if (state !== 'in-use' || version === null) return null;
    const verdict = verdicts.get(version) ?? judgeVersion(version, facts, { now, zone: ZONE });
    verdicts.set(version, verdict);
    return verdict;
  };
}

/** What a report states, on top of what was stated before. */
export function statedBy(
  { version, authentication, state }: ServerReport,
  before: Stated = { version: null, authentication: null, state: 'in-use' },
): Stated {
  return {
    version: version ?? before.version,
    authentication: authentication ?? before.authentication,
    state: state ?? before.state,
  };
}

/**
 * What a server adds to the campaign's progress. Words from outside may raise work and never end it: of a server that
 * isn't confirmed, every report that has it affected or unknown counts, and otherwise nothing does (null).
 */
export function countedImpactOf(server: Pick<Server, 'reports'>, rule: AffectedRule): Impact | null {
  const status = serverStatusOf(server);
  if (status.isConfirmed) return impactOfStatus(status, rule);
  const said = new Set(status.counted.map((report) => impactOf(statedBy(report), rule)));
  return (['affected', 'unknown'] as const).find((impact) => said.has(impact)) ?? null;
}

/** A server that somebody else has reported as affected within a day stays unknown, not off. */
function impactOfStatus(status: ServerStatus, rule: AffectedRule): Impact {
  const impact = impactOf(status, rule);
  if (impact !== 'not-affected' || status.state !== 'in-use') return impact;
  const isDoubtful = status.contradictions.some(
    (word) => impactOf(statedBy(word, status), rule) === 'affected',
  );
  return isDoubtful ? 'unknown' : impact;
}

/** Null when no server counts. */
export function progressOf(servers: readonly Server[], rule: AffectedRule): Progress | null {
  const counts = { affected: 0, unknown: 0, 'not-affected': 0 };
  for (const { server, count } of groupsOf(servers)) {
    const impact = countedImpactOf(server, rule);
    if (impact !== null) counts[impact] += count;
  }
  const { affected, unknown } = counts;
  const reported = affected + unknown + counts['not-affected'];
  return reported === 0 ? null : { affected, unknown, reported };
}

/** The servers that `progressOf` counts as affected or unknown. */
export function openServersOf(servers: readonly Server[], rule: AffectedRule): OpenServers {
  const named = (impact: Impact) =>
    servers.filter((server) => countedImpactOf(server, rule) === impact).map(({ name }) => name);
  return { affected: named('affected'), unknown: named('unknown') };
}

/** Those on which work was left when they were taken off the list. */
export function openWhenForgotten(
  forgotten: readonly ForgottenServer[],
  rule: AffectedRule,
): readonly ForgottenServer[] {
  return forgotten.filter(({ server }) => {
    const impact = countedImpactOf(server, rule);
    return impact === 'affected' || impact === 'unknown';
  });
}

/** The same for servers that every notice means the same for; null for one that must be looked at by itself. */
function sameImpactKey(server: Pick<Server, 'reports'>): string | null {
  const { isConfirmed, contradiction, version, authentication, state } = serverStatusOf(server);
  return isConfirmed && contradiction === null ? JSON.stringify([version, authentication, state]) : null;
}

/** Servers that every notice means the same for: one of them, and their number. */
interface ServerGroup {
  server: Server;
  count: number;
}

const groupsOfLists = new WeakMap<readonly Server[], readonly ServerGroup[]>();

/** Of ten thousand servers a few dozen differ, and each of hundreds of notices looks at them. Lists are never changed. */
function groupsOf(servers: readonly Server[]): readonly ServerGroup[] {
  const known = groupsOfLists.get(servers);
  if (known) return known;
  const groups = new Map<string, ServerGroup>();
  for (const [index, server] of servers.entries()) {
    const key = sameImpactKey(server) ?? String(index);
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { server, count: 1 });
  }
  const found = [...groups.values()];
  groupsOfLists.set(servers, found);
  return found;
}

/** How one server came to be affected no more. */
export interface CompletedServer {
  name: string;
  /** The newest report that has it affected. */
  from: ServerReport;
  /** The first report after that. */
  to: ServerReport;
}

/** Of every server that was once reported as affected, and is confirmed not to be any more. */
export function completedServers(servers: readonly Server[], rule: AffectedRule): CompletedServer[] {
  return servers.flatMap((server) => {
    const status = serverStatusOf(server);
    const { counted, isConfirmed } = status;
    if (!isConfirmed || impactOfStatus(status, rule) !== 'not-affected') return [];
    const oldestFirst = counted.toReversed();
    const last = standingsAfter(oldestFirst).findLastIndex(
      (standing) => impactOf(standing, rule) === 'affected',
    );
    const from = oldestFirst.slice(0, last + 1).findLast(leads);
    const to = oldestFirst.slice(last + 1).find(leads);
    return from && to ? [{ name: server.name, from, to }] : [];
  });
}

/** What was stated of a server after each of its reports, which come oldest first. */
function standingsAfter(oldestFirst: readonly ServerReport[]): Stated[] {
  let standing: Stated | undefined;
  return oldestFirst.map((report) => (standing = statedBy(report, standing)));
}

/** A report that says what a rule goes by. */
function leads({ version, authentication, state }: ServerReport): boolean {
  return version !== undefined || authentication !== undefined || (state !== undefined && state !== 'in-use');
}

/**
 * The notice that a server is judged by: of those that affect it by its version, the one whose range is closest to it;
 * else the most urgent that knows the version; else the most urgent that affects the server, or that knows any version.
 * `guides` come most urgent first.
 */
export function leadingGuide(server: Pick<Server, 'reports'>, guides: readonly [Guide, ...Guide[]]): Guide {
  const { version } = serverStatusOf(server);
  const affecting = guides.filter(({ notice }) => countedImpactOf(server, notice.affects) === 'affected');
  const [closest] = affecting
    .flatMap((guide) => {
      const end = version === null ? null : closestEnd(version, guide.notice.affects);
      return end ? [{ guide, end }] : [];
    })
    .sort((a, b) => compareNumbers(a.end, b.end));
  const knows = ({ notice }: Guide) => notice.versions.known.some((row) => row.version === version);
  const knowsAny = ({ notice }: Guide) => notice.versions.known.length > 0;
  return closest?.guide ?? guides.find(knows) ?? affecting[0] ?? guides.find(knowsAny) ?? guides[0];
}

export interface JudgedServer {
  server: Server;
  /** The notice that it is judged by. */
  guide: Guide;
  verdict: Verdict | null;
}

/**
 * Judges servers as of `now`, each by its leading notice. When a version that it retires came out, and until when that is
 * supported, is told by whichever notice states it.
 */
export function createLeadingJudge(
  portfolio: Portfolio,
  now: Date,
): (server: Server) => Omit<JudgedServer, 'server'> {
  const urgent = byUrgency(portfolio, { now, zone: ZONE });
  const judges = new Map(urgent.map((guide) => [guide, createJudge(readVersionFacts(guide.notice), now)]));
  const leading = new Map<string, Guide>();
  const stated = memoise(
    (version: string) => statedOf(version, urgent, now),
    (version) => version,
  );
  return (server) => {
    const key = sameImpactKey(server);
    const guide = (key !== null && leading.get(key)) || leadingGuide(server, urgent);
    if (key !== null) leading.set(key, guide);
    const verdict = judges.get(guide)?.(server) ?? null;
    if (verdict?.kind !== 'retired' || verdict.known) return { guide, verdict };
    return { guide, verdict: { ...verdict, known: stated(verdict.version) } };
  };
}

/** What the most urgent notice that knows a version states of it; null when none does. */
function statedOf(version: string, urgent: readonly Guide[], now: Date): Verdict['known'] {
  for (const { notice } of urgent) {
    const { known } = judgeVersion(version, readVersionFacts(notice), { now, zone: ZONE });
    if (known) return known;
  }
  return null;
}

/** What a server is to several notices, in the order of the notices. */
export interface ImpactOnServer {
  affecting: readonly Guide[];
  /** Those to which it is unknown whether it is affected. */
  unknownTo: readonly Guide[];
  /** The unreported properties that decide whether `unknownTo` affect it. */
  missing: readonly Clue[];
}

/** Reads what servers are to these notices; of ten thousand servers a few dozen differ. */
export function createImpactReader(
  guides: readonly Guide[],
): (server: Pick<Server, 'reports'>) => ImpactOnServer {
  const known = new Map<string, ImpactOnServer>();
  return (server) => {
    const key = sameImpactKey(server);
    const found = key === null ? undefined : known.get(key);
    if (found) return found;
    const impacts = guides.map((guide) => ({ guide, impact: countedImpactOf(server, guide.notice.affects) }));
    const guidesWith = (wanted: Impact) =>
      impacts.filter(({ impact }) => impact === wanted).map(({ guide }) => guide);
    const unknownTo = guidesWith('unknown');
    const status = serverStatusOf(server);
    const missing = new Set(unknownTo.flatMap(({ notice }) => missingClues(status, notice.affects)));
    const read = { affecting: guidesWith('affected'), unknownTo, missing: [...missing] };
    if (key !== null) known.set(key, read);
    return read;
  };
}
