import { randomUUID } from 'node:crypto';
import { sql, type ExpressionBuilder, type Kysely, type Selectable, type Transaction } from 'kysely';
import { chooseGroup, GROUP_WITHIN_MS, mergeGroups } from '../../alerts/alert-group.ts';
import { recentChanges, type Alert, type AlertChange } from '../../alerts/alert-lifecycle.ts';
import type { Finding, Signal } from '../../alerts/alert-kind.ts';
import type { AlertTable, StoredFinding } from '../database/alert-tables.ts';
import type { Schema } from '../database/schema.ts';

/** First key of the advisory lock; unique in the database. */
const ALERTS_LOCK = 7_041_025;

/** An alert that is to be raised. */
export interface NewAlert {
  key: string;
  finding: Finding;
  changes: Date[];
}

/** The alert with this id, or those of the group. */
export function isOf(id: string) {
  return (row: ExpressionBuilder<Schema, 'alerts'>) => row.or([row('id', '=', id), row('group_id', '=', id)]);
}

/** Has whatever else changes the tenant's alerts wait for the transaction. */
export async function lockAlerts(trx: Transaction<Schema>, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ALERTS_LOCK}, hashtext(${tenantId}))`.execute(trx);
}

/** Reads the tenant's newest alert with each of the keys, by key. */
export async function readNewest(
  db: Kysely<Schema>,
  tenantId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Alert>> {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .distinctOn('key')
    .where('tenant_id', '=', tenantId)
    .where((row) => row('key', '=', row.fn.any(sql.val(keys))))
    .orderBy('key')
    .orderBy('raised_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.key, toAlert(row)]));
}

/** Reads the alerts of these subjects; those of a group as one. */
export async function readSubjects(db: Kysely<Schema>, subjectIds: readonly string[]): Promise<Alert[]> {
  return mergeGroups(await readMembers(db, subjectIds));
}

/** The same with each alert of a group by itself. */
export async function readMembers(db: Kysely<Schema>, subjectIds: readonly string[]): Promise<Alert[]> {
  if (subjectIds.length === 0) return [];
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where((row) =>
      row.or([
        row('group_id', '=', row.fn.any(sql.val(subjectIds))),
        row.and([row('id', '=', row.fn.any(sql.val(subjectIds))), row('group_id', 'is', null)]),
      ]),
    )
    .execute();
  return rows.map(toAlert);
}

/** Inserts firing alerts, and puts those together that share a card. The tenant's alerts must be locked. */
export async function insertAlerts(
  trx: Transaction<Schema>,
  tenantId: string,
  { alerts, now }: { alerts: readonly NewAlert[]; now: Date },
): Promise<Alert[]> {
  if (alerts.length === 0) return [];
  const groups = new Map<string, string | null>();
  for (const kind of new Set(alerts.flatMap(({ finding }) => finding.group?.kind ?? []))) {
    const count = alerts.filter(({ finding }) => finding.group?.kind === kind).length;
    const recent = await readRecent(trx, { tenantId, kind, now });
    groups.set(kind, chooseGroup({ recent, count, newId: randomUUID() }));
  }
  const rows = await trx
    .insertInto('alerts')
    .values(
      alerts.map(({ key, finding, changes }) => ({
        id: randomUUID(),
        tenant_id: tenantId,
        key,
        state: 'firing' as const,
        finding: JSON.stringify(finding),
        level: 0,
        raised_at: now,
        unacknowledged_since: now,
        changes,
        group_id: finding.group ? (groups.get(finding.group.kind) ?? null) : null,
      })),
    )
    .returningAll()
    .execute();
  return rows.map(toAlert);
}

/** The tenant's alerts of a kind that were raised so lately that a further one may join them, the newest first. */
async function readRecent(
  trx: Transaction<Schema>,
  { tenantId, kind, now }: { tenantId: string; kind: string; now: Date },
): Promise<Pick<Alert, 'groupId' | 'state' | 'acknowledgedAt'>[]> {
  return trx
    .selectFrom('alerts')
    .select(['group_id as groupId', 'state', 'acknowledged_at as acknowledgedAt'])
    .where('tenant_id', '=', tenantId)
    .where('raised_at', '>', new Date(now.getTime() - GROUP_WITHIN_MS))
    .where(sql`finding #>> '{group,kind}'`, '=', kind)
    .orderBy('raised_at', 'desc')
    .execute();
}

/** Changes the row of the newest alert of a key as the signal says. */
export async function updateAlert(
  trx: Transaction<Schema>,
  newest: Alert,
  { change, signal, now }: { change: AlertChange; signal: Signal; now: Date },
): Promise<void> {
  await trx
    .updateTable('alerts')
    .set(rowChanges(change, newest, signal, now))
    .where('id', '=', newest.id)
    .execute();
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
    groupId: row.group_id,
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
