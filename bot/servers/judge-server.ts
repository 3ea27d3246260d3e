import type { Signal, Trouble } from '../alerts/signals.ts';
import { judgeVersion, type Verdict, type VersionFacts } from '../campaign/version-verdict.ts';
import { phaseOf } from '../campaign/calendar.ts';
import { tellVerdict } from '../guidance/answer-versions.ts';
import type { Guide } from '../guidance/guide.ts';
import { DateTime } from 'luxon';
import { toSummary } from '../rendering/message.ts';
import { standingOf, type Server } from './server.ts';

/** Alerts are told to a team, which may be anywhere: their days are those of UTC. */
const ZONE = 'UTC';

/** The verdict on what a server runs; null when nobody has said, or it is out of use. */
export function verdictOf(server: Server, facts: VersionFacts, now: Date): Verdict | null {
  const { version, state } = standingOf(server);
  if (state !== 'in-use' || version === null) return null;
  return judgeVersion(version, facts, { now, zone: ZONE });
}

/** How far the servers are: those in use on the version that is retired, out of all that were reported. */
export interface Progress {
  onRetired: number;
  reported: number;
}

export function progressOf(servers: readonly Server[], facts: VersionFacts, now: Date): Progress | null {
  if (servers.length === 0) return null;
  const onRetired = servers.filter((server) => verdictOf(server, facts, now)?.kind === 'retired');
  return { onRetired: onRetired.length, reported: servers.length };
}

/** What the alerts are to hear of a server: trouble while it runs what stops, has stopped, or has no support. */
export function signalOf(server: Server, guide: Guide, facts: VersionFacts, now: Date): Signal {
  const { tenantId, name } = server;
  const verdict = verdictOf(server, facts, now);
  const trouble = verdict && troubleOf(server, verdict, guide, now);
  return { tenantId, key: `server ${name.toLowerCase()}`, trouble };
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
        ? [{ title: 'But', value: `${contradiction.reporter} reported ${contradiction.version ?? ''}` }]
        : []),
    ],
    meaning: toSummary(tellVerdict(guide, verdict, moment)),
    next: {
      text: `Upgrade or replace it, then say: ${name} runs VERSION, or: ${name} is migrated.`,
      url: guide.notice.sourceUrl,
    },
    why: `${newest?.reporter ?? 'Somebody'} reported this server.`,
  };
}

const HEADLINES: Readonly<Partial<Record<Verdict['kind'], string>>> = {
  retired: 'still runs V1',
  'out-of-support': 'runs a version without support',
  'below-minimum': 'runs a version below the minimum',
};

/** A minimum that is still to come is told in answers, not in alerts. */
function isDue({ kind, minimum }: Verdict, now: Date): boolean {
  const today = DateTime.fromJSDate(now, { zone: ZONE }).toISODate() ?? '';
  return kind !== 'below-minimum' || minimum === null || minimum.date <= today;
}
