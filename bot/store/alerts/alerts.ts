import { sql, type Kysely, type Transaction } from 'kysely';
import {
  changeOf,
  isSteady,
  recentChanges,
  type Alert,
  type AlertChange,
} from '../../alerts/alert-lifecycle.ts';
import type { AlertStore, IdentityTeam, IdentityTeamStore, EscalationDelays } from '../../alerts/ports.ts';
import { planNotifications } from '../../alerts/routing.ts';
import type { Signal } from '../../alerts/alert-kind.ts';
import { insertAlert, lockNewest, readNewest, toAlert } from './alert-rows.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Schema } from '../database/schema.ts';

/** The `kind` of an alert's posts in the ledger. */
const KIND = 'alert';

/** For signals, which never escalate an alert: only `advance` does. */
const NO_ESCALATION: EscalationDelays = [Infinity, Infinity];

/** When each conversation was notified of an alert, by conversation ID. */
type NotifiedAt = ReadonlyMap<string, Date>;

/** An alert store that locks an alert's row while it changes, so that instances can share the database. */
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
      await trx.updateTable('alerts').set({ level: plan.level }).where('id', '=', alert.id).execute();
    }
    const { id: subjectId, tenantId, finding } = alert;
    const isMinor = finding.severity === 'warning';
    for (const { conversationId } of plan.recipients) {
      const occasion = `${occasionPrefix(alert)} ${conversationId}`;
      await outbox.post(trx, { kind: KIND, subjectId, occasion, tenantId, conversationId, isMinor }, now);
    }
  }

  async function applyOne(
    trx: Transaction<Schema>,
    signal: Signal,
    everybody: IdentityTeam[],
    now: Date,
  ): Promise<void> {
    const { tenantId, key, finding } = signal;
    const newest = await lockNewest(trx, tenantId, key);
    const change = changeOf(newest, signal, now);
    if (!change) return;
    if (change.kind === 'raise' || !newest) {
      if (!finding) return;
      const changes = [...(newest ? recentChanges(newest, now) : []), now];
      const raised = await insertAlert(trx, { tenantId, key, finding, changes, now });
      if (raised) await notify(trx, raised, { everybody, notifiedAt: new Map(), delays: NO_ESCALATION, now });
      return;
    }
    const changed = await trx
      .updateTable('alerts')
      .set(rowChanges(change, newest, signal, now))
      .where('id', '=', newest.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await outbox.requestRefresh(trx, { kind: KIND, subjectId: newest.id }, now);
    if (change.kind !== 'update') return;
    const alert = toAlert(changed);
    const notifiedAt = (await readNotified(trx, [alert])).get(alert.id) ?? new Map<string, Date>();
    await notify(trx, alert, { everybody, notifiedAt, delays: NO_ESCALATION, now });
  }

  /** Ends flapping and updates the card. An alert that is still firing and not acknowledged notifies again. */
  async function endFlapping(trx: Transaction<Schema>, alert: Alert, now: Date): Promise<void> {
    const { id, state, acknowledgedAt, round } = alert;
    const notifiesAgain = state === 'firing' && !acknowledgedAt;
    await trx
      .updateTable('alerts')
      .set({
        is_flapping: false,
        ...(notifiesAgain ? { round: round + 1, level: 0, unacknowledged_since: now } : {}),
      })
      .where('id', '=', id)
      .execute();
    await outbox.requestRefresh(trx, { kind: KIND, subjectId: id }, now);
  }

  return {
    apply: async (signals, now) => {
      const newest = await readNewest(db, [...new Set(signals.map(({ tenantId }) => tenantId))]);
      // Most signals repeat what is stored and need no transaction.
      const news = signals.filter(
        (signal) => changeOf(newest.get(`${signal.tenantId} ${signal.key}`) ?? null, signal, now) !== null,
      );
      for (const signal of news) {
        const everybody = await teams.teamsOf(signal.tenantId);
        await db.transaction().execute((trx) => applyOne(trx, signal, everybody, now));
      }
    },

    async find(tenantId, id) {
      const row = await db
        .selectFrom('alerts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toAlert(row) : null;
    },

    acknowledge: (tenantId, { id, by }, now) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('alerts')
          .set({ acknowledged_by: by, acknowledged_at: now })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('state', '=', 'firing')
          .where('acknowledged_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (!row) return false;
        if (row.finding.isNews) {
          await trx
            .updateTable('alerts')
            .set({ state: 'resolved', resolved_at: now })
            .where('id', '=', id)
            .execute();
        }
        await outbox.requestRefresh(trx, { kind: KIND, subjectId: id }, now);
        return true;
      }),

    async advance(delays, now) {
      for (const alert of (await readOpen(db)).filter((candidate) => isSteady(candidate, now))) {
        await db.transaction().execute((trx) => endFlapping(trx, alert, now));
      }
      const alerts = await readOpen(db);
      const notifiedByAlert = await readNotified(db, alerts);
      const byTenant = new Map<string, IdentityTeam[]>();
      for (const alert of alerts) {
        const { tenantId, id } = alert;
        const everybody = byTenant.get(tenantId) ?? (await teams.teamsOf(tenantId));
        byTenant.set(tenantId, everybody);
        const notifiedAt = notifiedByAlert.get(id) ?? new Map<string, Date>();
        const plan = planNotifications({ alert, teams: everybody, notifiedAt, delays, now });
        if (plan.level === alert.level && plan.recipients.length === 0) continue;
        await db.transaction().execute((trx) => notify(trx, alert, { everybody, notifiedAt, delays, now }));
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

function rowChanges(change: AlertChange, newest: Alert, { finding, outcome }: Signal, now: Date) {
  const changes = [...recentChanges(newest, now), now];
  const newFinding = finding && { finding: JSON.stringify({ ...finding, since: newest.finding.since }) };
  const unacknowledged = { acknowledged_by: null, acknowledged_at: null, unacknowledged_since: now };
  switch (change.kind) {
    case 'resolve':
      return { state: 'resolved' as const, resolved_at: now, changes, outcome: outcome ?? null };
    case 'reopen':
      return {
        ...newFinding,
        state: 'firing' as const,
        resolved_at: null,
        changes,
        is_flapping: true,
        outcome: null,
      };
    case 'update':
      return { ...newFinding, ...(change.isWorse ? unacknowledged : {}) };
    case 'raise':
      return {};
  }
}
