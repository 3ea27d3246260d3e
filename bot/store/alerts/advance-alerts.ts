import type { Kysely, Transaction } from 'kysely';
import { subjectOf } from '../../alerts/alert-group.ts';
import { isSteady, type Alert } from '../../alerts/alert-lifecycle.ts';
import type { EscalationDelays, IdentityTeam, IdentityTeamStore } from '../../alerts/ports.ts';
import { planNotifications } from '../../alerts/routing.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { lockAlerts, readSubjects, toAlert } from './alert-rows.ts';
import { ALERT_POST, notifyTeams, readNotified } from './notify-teams.ts';

/** Ends the flapping of the alerts that have been steady for long enough. */
export async function endFlapping(db: Kysely<Schema>, outbox: Outbox, now: Date): Promise<void> {
  for (const alert of (await readOpen(db)).filter((candidate) => isSteady(candidate, now))) {
    await db.transaction().execute((trx) => endFlappingOf(alert, { trx, outbox, now }));
  }
}

/** Updates the card. An alert that is still firing and not acknowledged notifies again. */
async function endFlappingOf(
  alert: Alert,
  { trx, outbox, now }: { trx: Transaction<Schema>; outbox: Outbox; now: Date },
): Promise<void> {
  const { id, tenantId, state, acknowledgedAt, round } = alert;
  const notifiesAgain = state === 'firing' && !acknowledgedAt;
  await lockAlerts(trx, tenantId);
  await trx
    .updateTable('alerts')
    .set({
      is_flapping: false,
      ...(notifiesAgain ? { round: round + 1, level: 0, unacknowledged_since: now } : {}),
    })
    .where('id', '=', id)
    .execute();
  await outbox.requestRefresh(trx, { kind: ALERT_POST, subjectId: subjectOf(alert) }, now);
}

/** Notifies the teams whose turn has come: an alert has escalated, quiet hours are over, or they joined later. */
export async function notifyWhoIsDue(
  db: Kysely<Schema>,
  outbox: Outbox,
  {
    identityTeams,
    delays,
    now,
  }: { identityTeams: Pick<IdentityTeamStore, 'teamsOf'>; delays: EscalationDelays; now: Date },
): Promise<void> {
  const alerts = await mergeOpen(db, await readOpen(db));
  const notifiedByAlert = await readNotified(db, alerts);
  const byTenant = new Map<string, IdentityTeam[]>();
  for (const alert of alerts) {
    const { tenantId, id } = alert;
    const teams = byTenant.get(tenantId) ?? (await identityTeams.teamsOf(tenantId));
    byTenant.set(tenantId, teams);
    const notifiedAt = notifiedByAlert.get(id) ?? new Map<string, Date>();
    const plan = planNotifications({ alert, teams, notifiedAt, delays, now });
    if (plan.level === alert.level && plan.recipients.length === 0) continue;
    await db.transaction().execute(async (trx) => {
      await lockAlerts(trx, tenantId);
      await notifyTeams(trx, outbox, { alert, teams, notifiedAt, delays, now });
    });
  }
}

/** Alerts that can change because time passes: flapping ones, and firing ones without an acknowledgement. */
async function readOpen(db: Kysely<Schema>): Promise<Alert[]> {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where((row) =>
      row.or([
        row('is_flapping', '=', true),
        row.and([row('state', '=', 'firing'), row('acknowledged_at', 'is', null)]),
      ]),
    )
    .execute();
  return rows.map(toAlert);
}

/** Those that share a card as one, with the others of their group. */
async function mergeOpen(db: Kysely<Schema>, open: readonly Alert[]): Promise<Alert[]> {
  const groups = new Set(open.flatMap(({ groupId }) => groupId ?? []));
  return [...open.filter(({ groupId }) => groupId === null), ...(await readSubjects(db, [...groups]))];
}
