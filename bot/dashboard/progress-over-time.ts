import { majorOf, type VersionFacts } from '../guidance/version-verdict.ts';
import type { Server } from '../servers/server.ts';
import type { ProgressPoint } from './campaign-body.ts';

/** A chart shows no more than this. */
const MOST_POINTS = 200;

type Standing = 'unseen' | 'not-off' | 'off';

/** How many servers had been reported, and how many were not off what is retired, as far as anybody knew, at the end of each (UTC) day with a change. */
export function progressOverTime(servers: readonly Server[], facts: VersionFacts): ProgressPoint[] {
  const changes = servers
    .flatMap((server) => changesOf(server, facts))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const points: ProgressPoint[] = [];
  let reported = 0;
  let notOff = 0;
  for (const { at, from, to } of changes) {
    if (from === 'unseen') reported += 1;
    if (from === 'not-off') notOff -= 1;
    if (to === 'not-off') notOff += 1;
    const date = at.toISOString().slice(0, 10);
    const point = { date, reported, notOff };
    if (points.at(-1)?.date === date) points[points.length - 1] = point;
    else points.push(point);
  }
  return thinOut(points);
}

function changesOf({ reports }: Server, facts: VersionFacts): { at: Date; from: Standing; to: Standing }[] {
  const changes: { at: Date; from: Standing; to: Standing }[] = [];
  let standing: Standing = 'unseen';
  let version: string | undefined;
  let state: string = 'in-use';
  for (const report of reports.toReversed()) {
    version = report.version ?? version;
    state = report.state ?? state;
    const isKnownElse = version !== undefined && majorOf(version) !== facts.retiredMajor;
    const next: Standing = state !== 'in-use' || isKnownElse ? 'off' : 'not-off';
    if (next !== standing) changes.push({ at: report.observedAt, from: standing, to: next });
    standing = next;
  }
  return changes;
}

/** Evenly, the first and the last kept. */
function thinOut(points: ProgressPoint[]): ProgressPoint[] {
  if (points.length <= MOST_POINTS) return points;
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)]).filter(
    (point) => point !== undefined,
  );
}
