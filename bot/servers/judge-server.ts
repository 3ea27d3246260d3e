import type { Signal, Trouble } from '../alerts/signals.ts';
import { dayIn, phaseOf } from '../campaign/calendar.ts';
import type { Progress } from '../campaign/progress.ts';
import { judgeVersion, majorOf, type Verdict, type VersionFacts } from '../guidance/version-verdict.ts';
import { tellVerdict } from '../guidance/answer-versions.ts';
import type { Guide } from '../guidance/guide.ts';
import { standingOf, tellReport, type Server, type ServerReport } from './server.ts';
import { toSummary } from '../guidance/plain-text.ts';

/** Alerts are told to a team, which may be anywhere: their days are those of UTC. */
const ZONE = 'UTC';

/** The verdict on what a server runs; null when nobody has said, or it is out of use. */
export type Judge = (server: Pick<Server, 'reports'>) => Verdict | null;

/** Judges as of `now`; many servers run the same version. */
export function createJudge(facts: VersionFacts, now: Date): Judge {
  const verdicts = new Map<string, Verdict>();
  return (server) => {
    const { version, state } = standingOf(server);
    if (state !== 'in-use' || version === null) return null;
    const verdict = verdicts.get(version) ?? judgeVersion(version, facts, { now, zone: ZONE });
    verdicts.set(version, verdict);
    return verdict;
  };
}

/** Null when no server was reported. */
export function progressOf(servers: readonly Server[], facts: VersionFacts): Progress | null {
  if (servers.length === 0) return null;
  const inUse = servers.map(standingOf).filter(({ state }) => state === 'in-use');
  return {
    onRetired: inUse.filter(({ version }) => isRetired(version, facts)).length,
    unknown: inUse.filter(({ version }) => version === null).length,
    reported: servers.length,
  };
}

/** How one server got off the version that is retired. */
export interface WayOff {
  name: string;
  /** The newest report that has it on that version. */
  from: ServerReport;
  /** The first report after that. */
  to: ServerReport;
}

/** Of every server that was once reported on the version that is retired, and is off it. */
export function waysOff(servers: readonly Server[], facts: VersionFacts): WayOff[] {
  return servers.flatMap(({ name, reports }) => {
    const last = reports.findIndex(({ version }) => isRetired(version ?? null, facts));
    const [from, to] = [reports[last], reports.slice(0, Math.max(0, last)).findLast(leads)];
    return from && to ? [{ name, from, to }] : [];
  });
}

/** A report that says another version, or that it is no longer in use. */
function leads({ version, state }: ServerReport): boolean {
  return version !== undefined || (state !== undefined && state !== 'in-use');
}

function isRetired(version: string | null, { retiredMajor }: VersionFacts): boolean {
  return version !== null && majorOf(version) === retiredMajor;
}

/** What the alerts are to hear of a server: trouble while it runs what stops, has stopped, or has no support. */
export function signalOf(server: Server, guide: Guide, verdict: Verdict | null, now: Date): Signal {
  const { tenantId, name } = server;
  const trouble = verdict && troubleOf(server, verdict, guide, now);
  const [newest] = server.reports;
  return {
    tenantId,
    key: `server ${name.toLowerCase()}`,
    trouble,
    ...(!trouble && newest ? { outcome: `${newest.reporter} reported: ${tellReport(newest)}.` } : {}),
  };
}

function troubleOf(server: Server, verdict: Verdict, guide: Guide, now: Date): Trouble | null {
  const moment = { now, zone: ZONE };
  const words = HEADLINES[verdict.kind];
  if (!words || !isDue(verdict, now)) return null;
  const isOver =
    guide.notice.cutOff !== null && phaseOf({ date: guide.notice.cutOff, ...moment }) !== 'before';
  const { reports, name } = server;
  const newest = reports.find(({ version }) => version !== undefined);
  const { role, contradiction } = standingOf(server);
  return {
    severity: verdict.kind === 'retired' && isOver ? 'critical' : 'warning',
    title: `${name} ${words}`,
    since: reports.findLast(({ version }) => version === verdict.version)?.observedAt ?? now,
    facts: [
      { title: 'Version', value: verdict.version },
      ...(role ? [{ title: 'Role', value: role }] : []),
      { title: 'Reported by', value: newest?.reporter ?? '' },
      ...(contradiction
        ? [{ title: 'But', value: `${contradiction.reporter} reported: ${tellReport(contradiction)}` }]
        : []),
    ],
    meaning: toSummary(tellVerdict(guide, verdict, moment)),
    next: {
      text: `Upgrade or replace it, then say: ${name} runs VERSION, or: ${name} is migrated.`,
      url: guide.notice.sourceUrl,
    },
    why: `${newest?.reporter ?? 'Somebody'} reported this server.`,
    server: name,
  };
}

const HEADLINES: Readonly<Partial<Record<Verdict['kind'], string>>> = {
  retired: 'still runs V1',
  'out-of-support': 'runs a version without support',
  'below-minimum': 'runs a version below the minimum',
};

/** A minimum that is still to come is told in answers, not in alerts. */
function isDue({ kind, minimum }: Verdict, now: Date): boolean {
  const today = dayIn(now, ZONE);
  return kind !== 'below-minimum' || minimum === null || minimum.date <= today;
}
