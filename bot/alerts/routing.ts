import { afterQuietHours } from '../campaign/quiet-hours.ts';
import type { Alert } from './alert-lifecycle.ts';
import type { IdentityTeam, EscalationDelays } from './ports.ts';
import type { Severity } from './alert-kind.ts';

/** What to do about an alert now. */
export interface Notifications {
  /** The alert's new escalation level. */
  level: number;
  /** Identity teams to notify now; those notified before are left out. */
  recipients: IdentityTeam[];
}

/**
 * Plans which identity teams are notified of an alert now. The lowest level that gets alerts of this severity is
 * notified at once, the next one when the alert has stayed unacknowledged for the delay since then. Quiet hours
 * postpone warnings, but not critical alerts. Nobody is notified of an alert that is acknowledged, resolved or
 * flapping.
 * @param teams the tenant's teams, the lowest level first.
 * @param notifiedAt when each team was notified, by conversation ID.
 */
export function planNotifications({
  alert,
  teams,
  notifiedAt,
  delays,
  now,
}: {
  alert: Pick<Alert, 'level' | 'state' | 'finding' | 'acknowledgedAt' | 'isFlapping' | 'unacknowledgedSince'>;
  teams: readonly IdentityTeam[];
  notifiedAt: ReadonlyMap<string, Date>;
  delays: EscalationDelays;
  now: Date;
}): Notifications {
  const { state, acknowledgedAt, isFlapping, finding } = alert;
  if (state !== 'firing' || acknowledgedAt || isFlapping) return { level: alert.level, recipients: [] };
  const interested = teams.filter((team) => wants(team, finding.severity));
  const level = levelNow(alert, interested, notifiedAt, delays, now);
  const recipients = interested.filter(
    (team) =>
      team.level <= level && !notifiedAt.has(team.conversationId) && !isQuiet(team, finding.severity, now),
  );
  return { level, recipients };
}

function levelNow(
  { level, unacknowledgedSince }: Pick<Alert, 'level' | 'unacknowledgedSince'>,
  interested: readonly IdentityTeam[],
  notifiedAt: ReadonlyMap<string, Date>,
  delays: EscalationDelays,
  now: Date,
): number {
  const next = interested.find((team) => team.level > level)?.level;
  if (next === undefined) return level;
  const reached = interested.filter((team) => team.level <= level);
  if (reached.length === 0) return next;
  const times = reached.flatMap(({ conversationId }) => notifiedAt.get(conversationId)?.getTime() ?? []);
  // All of them have quiet hours, so nobody could acknowledge yet.
  if (times.length === 0) return level;
  const since = Math.max(Math.min(...times), unacknowledgedSince.getTime());
  return now.getTime() - since >= (delays[next - 1] ?? 0) * 60_000 ? next : level;
}

function wants({ severity }: IdentityTeam, of: Severity): boolean {
  return severity === 'warning' || of === 'critical';
}

function isQuiet({ quietHours, zone }: IdentityTeam, severity: Severity, now: Date): boolean {
  return severity !== 'critical' && quietHours !== null && afterQuietHours(now, quietHours, zone) > now;
}
