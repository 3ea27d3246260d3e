import { sql, type ExpressionBuilder, type Kysely, type Transaction } from 'kysely';
import { recordAct } from '../audit/audit-trail.ts';
import { mergeGroups, subjectOf } from '../../alerts/alert-group.ts';
import { changeOf, isSteady, recentChanges, type Alert } from '../../alerts/alert-lifecycle.ts';
import type { AlertStore, IdentityTeam, IdentityTeamStore, EscalationDelays } from '../../alerts/ports.ts';
import { planNotifications } from '../../alerts/routing.ts';
import type { Signal } from '../../alerts/alert-kind.ts';
import {
  insertAlerts,
  lockAlerts,
  readNewest,
  readSubjects,
  toAlert,
  updateAlert,
  type NewAlert,
} from './alert-rows.ts';
import { callPeople } from './escalations.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Schema } from '../database/schema.ts';

/** The `kind` of an alert's posts in the ledger. */
const KIND = 'alert';

/** Alerts that one transaction changes, so that none holds locks for long. */
const MAX_CHANGES = 500;

/** For signals, which never escalate an alert: only `advance` does. */
const NO_ESCALATION: EscalationDelays = [Infinity, Infinity];

/** When each conversation was notified of an alert, by conversation ID. */
type NotifiedAt = ReadonlyMap<string, Date>;

/**
 * An alert store that locks a tenant's alerts while they change, so that instances can share the database. The posts
 * of alerts that share a card are about their group: the ledger's key allows one for each conversation.
 */
export function createAlertStore(
  db: Kysely<Schema>,
  outbox: Outbox,
  teams: Pick<IdentityTeamStore, 'teamsOf'>,
): AlertStore {
  /** Queues the posts. The ledger's key allows one for each conversation, even when two instances do this at once. */
  async function notify(
    trx: Transaction<Schema>,
    alert: Alert,
    {
      everybody,
      notifiedAt,
      delays,
      now,
    }: { everybody: IdentityTeam[]; notifiedAt: NotifiedAt; delays: EscalationDelays; now: Date },
  ): Promise<void> {
    const plan = planNotifications({ alert, teams: everybody, notifiedAt, delays, now });
    if (plan.level > alert.level) {
      await trx.updateTable('alerts').set({ level: plan.level }).where(isOf(alert.id)).execute();
    }
    const { id: subjectId, tenantId, finding } = alert;
    const isMinor = finding.severity === 'warning';
    for (const { conversationId } of plan.recipients) {
      const occasion = `${occasionPrefix(alert)} ${conversationId}`;
      await outbox.post(trx, { kind: KIND, subjectId, occasion, tenantId, conversationId, isMinor }, now);
    }
  }

  /** Raises and changes a tenant's alerts; each card is updated once, and each team notified once of each card. */
  async function applyAll(
    trx: Transaction<Schema>,
    tenantId: string,
    { signals, everybody, now }: { signals: readonly Signal[]; everybody: IdentityTeam[]; now: Date },
  ): Promise<void> {
    const newest = await readNewest(
      trx,
      tenantId,
      signals.map(({ key }) => key),
    );
    const raised: NewAlert[] = [];
    const outdated = new Set<string>();
    const notified = new Set<string>();
    const critical: Alert[] = [];
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
      outdated.add(subjectOf(alert));
      if (change.kind !== 'update') continue;
      notified.add(subjectOf(alert));
      if (change.isWorse) critical.push(alert);
    }
    for (const alert of await insertAlerts(trx, tenantId, { alerts: raised, now })) {
      if (alert.groupId !== null) outdated.add(alert.groupId);
      notified.add(subjectOf(alert));
      critical.push(alert);
    }
    for (const subjectId of outdated) await outbox.requestRefresh(trx, { kind: KIND, subjectId }, now);
    await callPeople(trx, outbox, { tenantId, changed: critical, everybody, now });
    const alerts = await readSubjects(trx, [...notified]);
    const notifiedByAlert = await readNotified(trx, alerts);
    for (const alert of alerts) {
      const notifiedAt = notifiedByAlert.get(alert.id) ?? new Map<string, Date>();
      await notify(trx, alert, { everybody, notifiedAt, delays: NO_ESCALATION, now });
    }
  }

  /** Ends flapping and updates the card. An alert that is still firing and not acknowledged notifies again. */
  async function endFlapping(trx: Transaction<Schema>, alert: Alert, now: Date): Promise<void> {
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
    await outbox.requestRefresh(trx, { kind: KIND, subjectId: subjectOf(alert) }, now);
  }

  return {
    async apply(signals, now) {
      for (const tenantId of new Set(signals.map((signal) => signal.tenantId))) {
        const ofTenant = signals.filter((signal) => signal.tenantId === tenantId);
        const byKey = new Map(ofTenant.map((signal) => [signal.key, signal]));
        const newest = await readNewest(db, tenantId, [...byKey.keys()]);
        // Most signals repeat what is stored and need no transaction.
        const news = [...byKey.values()].filter(
          (signal) => changeOf(newest.get(signal.key) ?? null, signal, now) !== null,
        );
        if (news.length === 0) continue;
        const everybody = await teams.teamsOf(tenantId);
        for (let i = 0; i < news.length; i += MAX_CHANGES) {
          await db.transaction().execute(async (trx) => {
            await lockAlerts(trx, tenantId);
            await applyAll(trx, tenantId, { signals: news.slice(i, i + MAX_CHANGES), everybody, now });
          });
        }
      }
    },

    async find(tenantId, id) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where(isOf(id))
        .execute();
      const alone = rows.find((row) => row.id === id);
      return alone ? toAlert(alone) : (mergeGroups(rows.map(toAlert))[0] ?? null);
    },

    acknowledge: (tenantId, id, asked) =>
      db.transaction().execute(async (trx) => {
        await lockAlerts(trx, tenantId);
        const rows = await trx
          .updateTable('alerts')
          .set({ acknowledged_by: asked.by.name, acknowledged_at: asked.now })
          .where('tenant_id', '=', tenantId)
          .where(isOf(id))
          .where('state', '=', 'firing')
          .where('acknowledged_at', 'is', null)
          .returningAll()
          .execute();
        const [first] = rows.map(toAlert);
        if (!first) return false;
        if (first.finding.isNews) {
          await trx
            .updateTable('alerts')
            .set({ state: 'resolved', resolved_at: asked.now })
            .where('id', '=', first.id)
            .execute();
        }
        await outbox.requestRefresh(trx, { kind: KIND, subjectId: subjectOf(first) }, asked.now);
        await recordAct(trx, { tenantId, ...asked }, { act: 'acknowledge-alert', subject: id });
        return true;
      }),

    async advance(delays, now) {
      for (const alert of (await readOpen(db)).filter((candidate) => isSteady(candidate, now))) {
        await db.transaction().execute((trx) => endFlapping(trx, alert, now));
      }
      const alerts = await mergeOpen(db, await readOpen(db));
      const notifiedByAlert = await readNotified(db, alerts);
      const byTenant = new Map<string, IdentityTeam[]>();
      for (const alert of alerts) {
        const { tenantId, id } = alert;
        const everybody = byTenant.get(tenantId) ?? (await teams.teamsOf(tenantId));
        byTenant.set(tenantId, everybody);
        const notifiedAt = notifiedByAlert.get(id) ?? new Map<string, Date>();
        const plan = planNotifications({ alert, teams: everybody, notifiedAt, delays, now });
        if (plan.level === alert.level && plan.recipients.length === 0) continue;
        await db.transaction().execute(async (trx) => {
          await lockAlerts(trx, tenantId);
          await notify(trx, alert, { everybody, notifiedAt, delays, now });
        });
      }
    },

    async list(tenantId, limit) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('raised_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toAlert);
    },
  };
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

/** The alert with this id, or those of the group. */
function isOf(id: string) {
  return (row: ExpressionBuilder<Schema, 'alerts'>) => row.or([row('id', '=', id), row('group_id', '=', id)]);
}

/** The part of a post's occasion before the conversation; a new round of notifications has another one. */
function occasionPrefix({ round }: Alert): string {
  return round === 0 ? 'raised' : `stays ${round}`;
}

/** When each conversation was notified of these alerts in their current round, by alert ID. */
async function readNotified(
  db: Kysely<Schema>,
  alerts: readonly Alert[],
): Promise<Map<string, Map<string, Date>>> {
  const byId = new Map(alerts.map((alert) => [alert.id, new Map<string, Date>()]));
  if (alerts.length === 0) return byId;
  const rows = await db
    .selectFrom('posts')
    .select(['subject_id', 'occasion', 'conversation_id', 'due_at'])
    .where('kind', '=', KIND)
    .where((post) => post('subject_id', '=', post.fn.any(sql.val([...byId.keys()]))))
    .execute();
  const rounds = new Map(alerts.map((alert) => [alert.id, occasionPrefix(alert)]));
  for (const row of rows) {
    const isOfRound = row.occasion.startsWith(`${rounds.get(row.subject_id) ?? ''} `);
    if (isOfRound) byId.get(row.subject_id)?.set(row.conversation_id, row.due_at);
  }
  return byId;
}
