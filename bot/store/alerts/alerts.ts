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

/** Of the ledger's rows. */
const KIND = 'alert';

/** A signal tells those who are to hear at once; time alone takes an alert further. */
const NEVER: EscalationDelays = [Infinity, Infinity];

/** When each conversation was told of an alert. */
type NotifiedAt = ReadonlyMap<string, Date>;

export function createAlertStore(
  db: Kysely<Schema>,
  outbox: Outbox,
  teams: Pick<IdentityTeamStore, 'teamsOf'>,
): AlertStore {
  /** One post for each conversation: an alert that two instances take further is told once. */
  async function notify(
    trx: Transaction<Schema>,
    alert: Alert,
    {
      everybody,
      told,
      delays,
      now,
    }: { everybody: IdentityTeam[]; told: NotifiedAt; delays: EscalationDelays; now: Date },
  ): Promise<void> {
    const plan = planNotifications({ alert, teams: everybody, told, delays, now });
    if (plan.level > alert.level) {
      await trx.updateTable('alerts').set({ level: plan.level }).where('id', '=', alert.id).execute();
    }
    const { id: subjectId, tenantId } = alert;
    for (const { conversationId } of plan.recipients) {
      const occasion = `${occasionPrefix(alert)} ${conversationId}`;
      await outbox.post(trx, { kind: KIND, subjectId, occasion, tenantId, conversationId }, now);
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
      if (raised) await notify(trx, raised, { everybody, told: new Map(), delays: NEVER, now });
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
    const told = (await readNotified(trx, [alert])).get(alert.id) ?? new Map<string, Date>();
    await notify(trx, alert, { everybody, told, delays: NEVER, now });
  }

  /** What came and went is as it is: the card says so, and what stays is told anew unless somebody takes care of it. */
  async function endFlapping(trx: Transaction<Schema>, alert: Alert, now: Date): Promise<void> {
    const { id, state, acknowledgedAt, round } = alert;
    const isToldAnew = state === 'firing' && !acknowledgedAt;
    await trx
      .updateTable('alerts')
      .set({
        is_flapping: false,
        ...(isToldAnew ? { round: round + 1, level: 0, unacknowledged_since: now } : {}),
      })
      .where('id', '=', id)
      .execute();
    await outbox.requestRefresh(trx, { kind: KIND, subjectId: id }, now);
  }

  return {
    apply: async (signals, now) => {
      const newest = await readNewest(db, [...new Set(signals.map(({ tenantId }) => tenantId))]);
      // Most watchers say the same again each time.
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
      const toldOf = await readNotified(db, alerts);
      const byTenant = new Map<string, IdentityTeam[]>();
      for (const alert of alerts) {
        const { tenantId, id } = alert;
        const everybody = byTenant.get(tenantId) ?? (await teams.teamsOf(tenantId));
        byTenant.set(tenantId, everybody);
        const told = toldOf.get(id) ?? new Map<string, Date>();
        const plan = planNotifications({ alert, teams: everybody, told, delays, now });
        if (plan.level === alert.level && plan.recipients.length === 0) continue;
        await db.transaction().execute((trx) => notify(trx, alert, { everybody, told, delays, now }));
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

/** Those that time may take further. */
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

/** The part of a post's occasion before the conversation: an alert that came and went and then stays is told anew. */
function occasionPrefix({ round }: Alert): string {
  return round === 0 ? 'raised' : `stays ${round}`;
}

/** Who was told of these alerts in their present round, by the alert's id. */
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
  const said = finding && { finding: JSON.stringify({ ...finding, since: newest.finding.since }) };
  const unnoticed = { acknowledged_by: null, acknowledged_at: null, unacknowledged_since: now };
  switch (change.kind) {
    case 'resolve':
      return { state: 'resolved' as const, resolved_at: now, changes, outcome: outcome ?? null };
    case 'reopen':
      return {
        ...said,
        state: 'firing' as const,
        resolved_at: null,
        changes,
        is_flapping: true,
        outcome: null,
      };
    case 'update':
      return { ...said, ...(change.isWorse ? unnoticed : {}) };
    case 'raise':
      return {};
  }
}
