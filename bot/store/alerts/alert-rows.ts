import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Alert } from '../../alerts/alert-lifecycle.ts';
import type { Finding } from '../../alerts/alert-kind.ts';
import type { AlertTable, Schema, StoredFinding } from '../database/schema.ts';

/** Reads the newest alert with a key and locks its row; null when there is none. */
export async function lockNewest(
  trx: Transaction<Schema>,
  tenantId: string,
  key: string,
): Promise<Alert | null> {
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

/** Reads the newest alert with each key of these tenants; the map's keys are `TENANT KEY`. */
export async function readNewest(
  db: Kysely<Schema>,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, Alert>> {
  if (tenants.length === 0) return new Map();
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .distinctOn(['tenant_id', 'key'])
    .where('tenant_id', 'in', tenants)
    .orderBy('tenant_id')
    .orderBy('key')
    .orderBy('raised_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [`${row.tenant_id} ${row.key}`, toAlert(row)]));
}

/** Inserts a firing alert. Null when one with the same key is already firing: another instance was first. */
export async function insertAlert(
  trx: Transaction<Schema>,
  {
    tenantId,
    key,
    finding,
    changes,
    now,
  }: { tenantId: string; key: string; finding: Finding; changes: Date[]; now: Date },
): Promise<Alert | null> {
  const row = await trx
    .insertInto('alerts')
    .values({
      id: randomUUID(),
      tenant_id: tenantId,
      key,
      state: 'firing',
      finding: JSON.stringify(finding),
      level: 0,
      raised_at: now,
      unacknowledged_since: now,
      changes,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).where('state', '=', 'firing').doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  return row ? toAlert(row) : null;
}

export function toAlert(row: Selectable<AlertTable>): Alert {
  const { id, key, state, level, changes, round, outcome } = row;
  return {
    id,
    tenantId: row.tenant_id,
    key,
    state,
    finding: reviveFinding(row.finding),
    raisedAt: row.raised_at,
    resolvedAt: row.resolved_at,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at,
    level,
    changes,
    isFlapping: row.is_flapping,
    unacknowledgedSince: row.unacknowledged_since,
    round,
    outcome,
  };
}

/** Turns ISO 8601 texts back into instants, which JSON doesn't have. */
function reviveFinding(stored: StoredFinding): Finding {
  const facts = stored.facts.map(({ title, value }) => ({
    title,
    value: ISO_INSTANT.test(value) ? new Date(value) : value,
  }));
  return { ...stored, since: new Date(stored.since), facts };
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
