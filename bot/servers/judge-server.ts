import type { JudgedServerInput } from '../alerts/kinds/server-version.ts';
import type { Progress } from '../campaign/progress.ts';
import {
  judgeVersion,
  majorOf,
  readVersionFacts,
  type Verdict,
  type VersionFacts,
} from '../guidance/version-verdict.ts';
import type { Guide } from '../guidance/guide.ts';
import {
  claimKey,
  describeClaim,
  describeReport,
  serverStatusOf,
  type Server,
  type ServerReport,
  type ServerStatus,
} from './server.ts';

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

/** What a notice means for a server. `unknown`: its version would tell, and nobody has reported it. */
export type Impact = 'affected' | 'unknown' | 'not-affected';

/** What a notice's rule goes by. */
export type Stated = Pick<ServerStatus, 'version' | 'state'>;

/** What a report states, on top of what was stated before. */
export function statedBy(
  { version, state }: ServerReport,
  before: Stated = { version: null, state: 'in-use' },
): Stated {
  return { version: version ?? before.version, state: state ?? before.state };
}

/** What a notice means for a server of which that is stated. */
export function impactOf({ version, state }: Stated, facts: VersionFacts): Impact {
  if (state !== 'in-use') return 'not-affected';
  if (version === null) return 'unknown';
  return isRetired(version, facts) ? 'affected' : 'not-affected';
}

/**
 * What a server adds to the campaign's progress. Words from outside may raise work and never end it: of a server that
 * isn't confirmed, every report that has it affected or unknown counts, and otherwise nothing does (null).
 */
export function countedImpactOf(server: Pick<Server, 'reports'>, facts: VersionFacts): Impact | null {
  const status = serverStatusOf(server);
  if (status.isConfirmed) return impactOf(status, facts);
  const said = new Set(status.counted.map((report) => impactOf(statedBy(report), facts)));
  return (['affected', 'unknown'] as const).find((impact) => said.has(impact)) ?? null;
}

/** Null when no server counts. */
export function progressOf(servers: readonly Server[], facts: VersionFacts): Progress | null {
  const impacts = servers.map((server) => countedImpactOf(server, facts)).filter((impact) => impact !== null);
  if (impacts.length === 0) return null;
  return {
    onRetired: impacts.filter((impact) => impact === 'affected').length,
    unknown: impacts.filter((impact) => impact === 'unknown').length,
    reported: impacts.length,
  };
}

/** How one server got off the version that is retired. */
export interface CompletedServer {
  name: string;
  /** The newest report that has it on that version. */
  from: ServerReport;
  /** The first report after that. */
  to: ServerReport;
}

/** Of every server that was once reported on the version that is retired, and is confirmed to be off it. */
export function completedServers(servers: readonly Server[], facts: VersionFacts): CompletedServer[] {
  return servers.flatMap((server) => {
    const { counted, isConfirmed } = serverStatusOf(server);
    if (!isConfirmed) return [];
    const last = counted.findIndex(({ version }) => isRetired(version ?? null, facts));
    const [from, to] = [counted[last], counted.slice(0, Math.max(0, last)).findLast(leads)];
    return from && to ? [{ name: server.name, from, to }] : [];
  });
}

/** A report that says another version, or that it is no longer in use. */
function leads({ version, state }: ServerReport): boolean {
  return version !== undefined || (state !== undefined && state !== 'in-use');
}

function isRetired(version: string | null, { retiredMajor }: VersionFacts): boolean {
  return version !== null && majorOf(version) === retiredMajor;
}

/** `Reported by Kim`, with who confirmed it where somebody had to. */
function describeReporter({ reporter, confirmedBy }: ServerReport): string {
  return `Reported by ${reporter}${confirmedBy === undefined ? '' : `, confirmed by ${confirmedBy}`}`;
}

/** What the alerts need to know about a server. */
export function alertInput(
  server: Server,
  { guide, verdict, now }: { guide: Guide; verdict: Verdict | null; now: Date },
): JudgedServerInput {
  const { tenantId, name } = server;
  const status = serverStatusOf(server);
  const { role, isConfirmed, counted, contradiction } = status;
  const [newest] = counted;
  const claim = claimToConfirm(status, guide);
  return {
    tenantId,
    name,
    verdict,
    since: counted.findLast(({ version }) => version === verdict?.version)?.observedAt ?? now,
    role,
    reporter: counted.find(({ version }) => version !== undefined)?.reporter ?? '',
    isConfirmed,
    isHeldOpen: !isConfirmed && countedImpactOf(server, readVersionFacts(guide.notice)) !== null,
    newestReport: newest ? `${describeReporter(newest)}: ${describeReport(newest)}.` : null,
    lastReport: newest && isConfirmed ? `${describeReport(newest)}, reported by ${newest.reporter}` : null,
    claim: claim && {
      key: claimKey(claim),
      reporter: claim.reporter,
      says: describeClaim(claim),
      at: claim.observedAt,
    },
    conflictingReport: contradiction ? `${contradiction.reporter}: ${describeReport(contradiction)}` : null,
    guide,
    now,
  };
}

/** A word that raises work counts without anybody's confirmation. */
function claimToConfirm(status: ServerStatus, { notice }: Guide): ServerReport | null {
  const isRaised = !status.isConfirmed && impactOf(status, readVersionFacts(notice)) !== 'not-affected';
  return isRaised ? null : status.claim;
}
