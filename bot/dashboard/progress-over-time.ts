import { impactOf, type AffectedRule, type Stated } from '../campaign/affected.ts';
import { statedBy } from '../servers/judge-server.ts';
import { serverStatusOf, type Server } from '../servers/server.ts';
import type { ProgressPoint } from './campaign-body.ts';

/** Per chart. */
const MAX_POINTS = 200;

type Phase = 'unreported' | 'not-off' | 'off';

/**
 * The number of reported servers, and of those on a retired or unknown version, at the end of each UTC day with a
 * change. Oldest first, at most 200 points.
 */
export function progressOverTime(servers: readonly Server[], rule: AffectedRule): ProgressPoint[] {
  const changes = servers
    .flatMap((server) => changesOf(server, rule))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const points: ProgressPoint[] = [];
  let reported = 0;
  let notOff = 0;
  for (const { at, from, to } of changes) {
    if (from === 'unreported') reported += 1;
    if (from === 'not-off') notOff -= 1;
    if (to === 'not-off') notOff += 1;
    const date = at.toISOString().slice(0, 10);
    const point = { date, reported, notOff };
    if (points.at(-1)?.date === date) points[points.length - 1] = point;
    else points.push(point);
  }
  return thinOut(points);
}

function changesOf(server: Server, rule: AffectedRule): { at: Date; from: Phase; to: Phase }[] {
  const changes: { at: Date; from: Phase; to: Phase }[] = [];
  const { counted, isConfirmed } = serverStatusOf(server);
  let phase: Phase = 'unreported';
  let standing: Stated | undefined;
  for (const report of counted.toReversed()) {
    standing = statedBy(report, isConfirmed ? standing : undefined);
    const isOff = impactOf(standing, rule) === 'not-affected';
    // Of a server that isn't confirmed, words may raise work and never end it.
    const next: Phase = isOff ? (isConfirmed ? 'off' : phase) : 'not-off';
    if (next !== phase) changes.push({ at: report.observedAt, from: phase, to: next });
    phase = next;
  }
  return changes;
}
/** Keeps evenly spaced points, with the first and the last. */
function thinOut(points: ProgressPoint[]): ProgressPoint[] {
  if (points.length <= MAX_POINTS) return points;
  const step = (points.length - 1) / (MAX_POINTS - 1);
  return Array.from({ length: MAX_POINTS }, (_, i) => points[Math.round(i * step)]).filter(
    (point) => point !== undefined,
  );
}
