import type { Transaction } from 'kysely';
import type { Signal } from '../../alerts/alert-kind.ts';
import { subjectOf } from '../../alerts/alert-group.ts';
import { changeOf, recentChanges, type Alert } from '../../alerts/alert-lifecycle.ts';
import type { EscalationDelays, IdentityTeam } from '../../alerts/ports.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { insertAlerts, readNewest, readSubjects, updateAlert, type NewAlert } from './alert-rows.ts';
import { callPeople } from './escalations.ts';
import { ALERT_POST, notifyTeams, readNotified } from './notify-teams.ts';

/** For signals, which never escalate an alert: only the passing of time does. */
const NO_ESCALATION: EscalationDelays = [Infinity, Infinity];

interface Changed {
  /** The subjects whose cards show an earlier state. */
  outdated: Set<string>;
  /** The subjects whose teams are to be notified. */
  notified: Set<string>;
  /** Alerts that were raised or have become critical. */
  critical: Alert[];
}

/**
 * Raises and changes a tenant's alerts, which must be locked. Each card is updated once, and each team notified once
 * of each card.
 */
export async function applySignals(
  trx: Transaction<Schema>,
  outbox: Outbox,
  { tenantId, signals, teams, now }: SignalsOf & { teams: readonly IdentityTeam[] },
): Promise<void> {
  const { outdated, notified, critical } = await changeAlerts(trx, { tenantId, signals, now });
  for (const subjectId of outdated) await outbox.requestRefresh(trx, { kind: ALERT_POST, subjectId }, now);
  await callPeople(trx, outbox, { tenantId, changed: critical, teams, now });
  const alerts = await readSubjects(trx, [...notified]);
  const notifiedByAlert = await readNotified(trx, alerts);
  for (const alert of alerts) {
    const notifiedAt = notifiedByAlert.get(alert.id) ?? new Map<string, Date>();
    await notifyTeams(trx, outbox, { alert, teams, notifiedAt, delays: NO_ESCALATION, now });
  }
}

interface SignalsOf {
  tenantId: string;
  signals: readonly Signal[];
  now: Date;
}

async function changeAlerts(
  trx: Transaction<Schema>,
  { tenantId, signals, now }: SignalsOf,
): Promise<Changed> {
  const newest = await readNewest(
    trx,
    tenantId,
    signals.map(({ key }) => key),
  );
  const raised: NewAlert[] = [];
  const changed: Changed = { outdated: new Set(), notified: new Set(), critical: [] };
  for (const signal of signals) {
    const { key, finding } = signal;
    const alert = newest.get(key) ?? null;
    const change = changeOf(alert, signal, now);
    if (!change) continue;
    if (change.kind === 'raise' || !alert) {
      const changes = [...(alert ? recentChanges(alert, now) : []), now];
      if (finding) raised.push({ key, finding, changes });
      continue;
    }
    await updateAlert(trx, alert, { change, signal, now });
    changed.outdated.add(subjectOf(alert));
    if (change.kind !== 'update') continue;
    changed.notified.add(subjectOf(alert));
    if (change.isWorse) changed.critical.push(alert);
  }
  for (const alert of await insertAlerts(trx, tenantId, { alerts: raised, now })) {
    if (alert.groupId !== null) changed.outdated.add(alert.groupId);
    changed.notified.add(subjectOf(alert));
    changed.critical.push(alert);
  }
  return changed;
}
