import type { JudgedServerInput } from '../alerts/kinds/server-version.ts';
import type { Progress } from '../campaign/progress.ts';
import { judgeVersion, majorOf, type Verdict, type VersionFacts } from '../guidance/version-verdict.ts';
import type { Guide } from '../guidance/guide.ts';
import {
  claimKey,
  describeClaim,
  describeReport,
  serverStatusOf,
  type Server,
  type ServerReport,
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

/** Null when no server was reported. */
export function progressOf(servers: readonly Server[], facts: VersionFacts): Progress | null {
  if (servers.length === 0) return null;
  const inUse = servers.map(serverStatusOf).filter(({ state }) => state === 'in-use');
  return {
    onRetired: inUse.filter(({ version }) => isRetired(version, facts)).length,
    unknown: inUse.filter(({ version }) => version === null).length,
    reported: servers.length,
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

/** Of every server that was once reported on the version that is retired, and is off it. */
export function completedServers(servers: readonly Server[], facts: VersionFacts): CompletedServer[] {
  return servers.flatMap((server) => {
    const { counted } = serverStatusOf(server);
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
  const { role, counted, claim, contradiction } = serverStatusOf(server);
  const [newest] = counted;
  return {
    tenantId,
    name,
    verdict,
    since: counted.findLast(({ version }) => version === verdict?.version)?.observedAt ?? now,
    role,
    reporter: counted.find(({ version }) => version !== undefined)?.reporter ?? '',
    newestReport: newest ? `${describeReporter(newest)}: ${describeReport(newest)}.` : null,
    lastReport: newest ? `${describeReport(newest)}, reported by ${newest.reporter}` : null,
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
