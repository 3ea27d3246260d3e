import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { changeOf, escalationOf, recentChanges, type Alert } from '../alerts/alert-life.ts';
import type { AlertStore, IdentityTeam, IdentityTeamStore } from '../alerts/ports.ts';
import type { Signal, Trouble } from '../alerts/signals.ts';
import type { Outbox } from './outbox.ts';
import type { AlertTable, Schema } from './schema.ts';

/** Of the ledger's rows. */
const KIND = 'alert';

export function createAlertStore(
  db: Kysely<Schema>,
  outbox: Outbox,
  teams: Pick<IdentityTeamStore, 'teamsOf'>,
): AlertStore {
  /** One post for each conversation of the level: an alert that is escalated twice by two instances is told once. */
  async function tell(
    trx: Transaction<Schema>,
    { id, tenantId }: Pick<Alert, 'id' | 'tenantId'>,
    told: readonly IdentityTeam[],
    now: Date,
  ): Promise<void> {
    for (const { conversationId } of told) {
      const occasion = `raised ${conversationId}`;
      await outbox.post(trx, { kind: KIND, subjectId: id, occasion, tenantId, conversationId }, now);
    }
  }

  async function takeOne(
    trx: Transaction<Schema>,
    signal: Signal,
    everybody: readonly IdentityTeam[],
    now: Date,
  ): Promise<void> {
    const { tenantId, key, trouble } = signal;
    const newest = await findNewest(trx, tenantId, key);
    const change = changeOf(newest, signal, now);
    if (!change) return;
    if (change.kind === 'raise' || !newest) {
      if (!trouble) return;
      const level = everybody[0]?.level ?? 0;
      const raised = await insert(trx, {
        tenantId,
        key,
        trouble,
        level,
        changes: [...(newest ? recentChanges(newest, now) : []), now],
        now,
      });
      if (raised) await tell(trx, raised, atLevel(everybody, level), now);
      return;
    }
    await trx
      .updateTable('alerts')
      .set(rowChanges(change, newest, trouble, now))
      .where('id', '=', newest.id)
      .execute();
    await outbox.requestRefresh(trx, { kind: KIND, subjectId: newest.id }, now);
  }

  return {
    take: async (signals, now) => {
      for (const signal of await newSignals(db, signals, now)) {
        const everybody = await teams.teamsOf(signal.tenantId);
        await db.transaction().execute((trx) => takeOne(trx, signal, everybody, now));
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
        const { numUpdatedRows } = await trx
          .updateTable('alerts')
          .set({ acknowledged_by: by, acknowledged_at: now })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('state', '=', 'firing')
          .where('acknowledged_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await outbox.requestRefresh(trx, { kind: KIND, subjectId: id }, now);
        return true;
      }),

    async escalate(afterMinutes, now) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('state', '=', 'firing')
        .where('acknowledged_at', 'is', null)
        .execute();
      for (const alert of rows.map(toAlert)) {
        const everybody = await teams.teamsOf(alert.tenantId);
        const next = escalationOf(
          alert,
          everybody.map(({ level }) => level),
          afterMinutes,
        );
        const level = next && next.dueAt <= now ? next.level : alert.level;
        await db.transaction().execute(async (trx) => {
          if (level > alert.level) {
            await trx.updateTable('alerts').set({ level }).where('id', '=', alert.id).execute();
          }
          // A team that came after the alert is told, too; who was told is not told again.
          await tell(
            trx,
            alert,
            everybody.filter((team) => team.level <= level),
            now,
          );
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

/** Those that change something as it looks from here: most watchers say the same again each time. */
async function newSignals(db: Kysely<Schema>, signals: readonly Signal[], now: Date): Promise<Signal[]> {
  const tenants = [...new Set(signals.map(({ tenantId }) => tenantId))];
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .distinctOn(['tenant_id', 'key'])
    .where('tenant_id', 'in', tenants)
    .orderBy('tenant_id')
    .orderBy('key')
    .orderBy('raised_at', 'desc')
    .execute();
  const newest = new Map(rows.map((row) => [`${row.tenant_id} ${row.key}`, toAlert(row)]));
  return signals.filter(
    (signal) => changeOf(newest.get(`${signal.tenantId} ${signal.key}`) ?? null, signal, now) !== null,
  );
}

function atLevel(everybody: readonly IdentityTeam[], level: number): IdentityTeam[] {
  return everybody.filter((team) => team.level === level);
}

async function findNewest(trx: Transaction<Schema>, tenantId: string, key: string): Promise<Alert | null> {
  const row = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('key', '=', key)
    .orderBy('raised_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row ? toAlert(row) : null;
}

/** Null when another instance has raised it at the same moment: the database lets one alert of a key fire. */
async function insert(
  trx: Transaction<Schema>,
  {
    tenantId,
    key,
    trouble,
    level,
    changes,
    now,
  }: { tenantId: string; key: string; trouble: Trouble; level: number; changes: Date[]; now: Date },
): Promise<Pick<Alert, 'id' | 'tenantId'> | null> {
  const row = await trx
    .insertInto('alerts')
    .values({
      id: randomUUID(),
      tenant_id: tenantId,
      key,
      state: 'firing',
      trouble: JSON.stringify(trouble),
      level,
      raised_at: now,
      changes,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).where('state', '=', 'firing').doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row ? { id: row.id, tenantId } : null;
}

function rowChanges(
  change: NonNullable<ReturnType<typeof changeOf>>,
  newest: Alert,
  trouble: Trouble | null,
  now: Date,
) {
  const changes = [...recentChanges(newest, now), now];
  const said = trouble && { trouble: JSON.stringify({ ...trouble, since: newest.trouble.since }) };
  const unnoticed = { acknowledged_by: null, acknowledged_at: null };
  switch (change.kind) {
    case 'resolve':
      return { state: 'resolved' as const, resolved_at: now, changes };
    case 'reopen':
      return { ...said, state: 'firing' as const, resolved_at: null, changes, is_flapping: true };
    case 'update':
      return { ...said, ...(change.isWorse ? unnoticed : {}) };
    case 'raise':
      return {};
  }
}

export function toAlert(row: Selectable<AlertTable>): Alert {
  const { id, key, state, level } = row;
  return {
    id,
    tenantId: row.tenant_id,
    key,
    state,
    trouble: reviveTrouble(row.trouble),
    raisedAt: row.raised_at,
    resolvedAt: row.resolved_at,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at,
    level,
    changes: row.changes,
    isFlapping: row.is_flapping,
  };
}

/** JSON has no instants. */
function reviveTrouble(stored: StoredTrouble): Trouble {
  const facts = stored.facts.map(({ title, value }) => ({
    title,
    value: ISO_INSTANT.test(value) ? new Date(value) : value,
  }));
  return { ...stored, since: new Date(stored.since), facts };
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export type StoredTrouble = Omit<Trouble, 'since' | 'facts'> & {
  since: string;
  facts: { title: string; value: string }[];
};
