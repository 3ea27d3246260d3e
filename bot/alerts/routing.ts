import { afterQuietHours } from '../campaign/quiet-hours.ts';
import type { Alert } from './alert-lifecycle.ts';
import type { IdentityTeam, EscalationDelays } from './ports.ts';
import type { Severity } from './alert-kind.ts';

export interface Notifications {
  /** The alert's level afterwards. */
  level: number;
  /** Conversations to notify now. */
  recipients: IdentityTeam[];
}

/**
 * Which conversations are notified of an alert now. The lowest level that gets its severity is notified at once,
 * the next one when the alert has stayed unacknowledged for the delay since then. Quiet hours postpone warnings,
 * not critical alerts. An alert that is acknowledged, resolved or flapping notifies nobody.
 * @param teams the lowest level first.
 * @param told when each conversation was notified.
 */
export function planNotifications({
  alert,
  teams,
  told,
  delays,
  now,
}: {
  alert: Pick<Alert, 'level' | 'state' | 'finding' | 'acknowledgedAt' | 'isFlapping' | 'unacknowledgedSince'>;
  teams: readonly IdentityTeam[];
  told: ReadonlyMap<string, Date>;
  delays: EscalationDelays;
  now: Date;
}): Notifications {
  const { state, acknowledgedAt, isFlapping, finding } = alert;
  if (state !== 'firing' || acknowledgedAt || isFlapping) return { level: alert.level, recipients: [] };
  const interested = teams.filter((team) => wants(team, finding.severity));
  const level = levelNow(alert, interested, told, delays, now);
  const recipients = interested.filter(
    (team) => team.level <= level && !told.has(team.conversationId) && !isQuiet(team, finding.severity, now),
  );
  return { level, recipients };
}

function levelNow(
  { level, unacknowledgedSince }: Pick<Alert, 'level' | 'unacknowledgedSince'>,
  interested: readonly IdentityTeam[],
  told: ReadonlyMap<string, Date>,
  delays: EscalationDelays,
  now: Date,
): number {
  const next = interested.find((team) => team.level > level)?.level;
  if (next === undefined) return level;
  const reached = interested.filter((team) => team.level <= level);
  if (reached.length === 0) return next;
  const toldAt = reached.flatMap(({ conversationId }) => told.get(conversationId)?.getTime() ?? []);
  // All of them are in quiet hours, so nobody could acknowledge yet.
  if (toldAt.length === 0) return level;
  const since = Math.max(Math.min(...toldAt), unacknowledgedSince.getTime());
  return now.getTime() - since >= (delays[next - 1] ?? 0) * 60_000 ? next : level;
}

function wants({ severity }: IdentityTeam, of: Severity): boolean {
  return severity === 'warning' || of === 'critical';
}

function isQuiet({ quietHours, zone }: IdentityTeam, severity: Severity, now: Date): boolean {
  return severity !== 'critical' && quietHours !== null && afterQuietHours(now, quietHours, zone) > now;
}
