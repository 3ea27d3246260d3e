import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { ReportedValues, ServerChange, ServerState } from '../../dashboard/audit-trail.ts';
import type { ServerStore } from '../../servers/ports.ts';
import {
  saysNothingNew,
  serverStatusOf,
  withKnownOrigin,
  type Server,
  type ServerReport,
} from '../../servers/server.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import type { Schema } from '../database/schema.ts';
import { createSnapshots } from './server-snapshots.ts';
import { toReport, toReportRow } from './server-report-row.ts';

export function createServerStore(db: Kysely<Schema>): ServerStore {
  return {
    save: (tenantId, reports, asked) =>
      db.transaction().execute(async (trx) => {
        const byKey = new Map<string, Server>();
        const changes = new Map<string, ServerChange>();
        const keyOf = ({ name }: ServerReport) => name.toLowerCase();
        // In order of name, so that two requests with the same servers can't deadlock.
        for (const report of reports.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
          const key = keyOf(report);
          const { server, change } = await saveOne(trx, tenantId, report);
          byKey.set(key, server);
          if (change) changes.set(key, { ...change, before: (changes.get(key) ?? change).before });
        }
        await recordChanges(trx, { tenantId, ...asked }, [...changes.values()]);
        return reports.flatMap((report) => byKey.get(keyOf(report)) ?? []);
      }),

    async tenants() {
      const rows = await db.selectFrom('servers').select('tenant_id').distinct().execute();
      return rows.map(({ tenant_id }) => tenant_id);
    },

    async withdrawn(tenantId) {
      const rows = await db
        .selectFrom('servers')
        .select(['id', 'name'])
        .where('tenant_id', '=', tenantId)
        .where((server) =>
          server.not(
            server.exists(
              server
                .selectFrom('server_reports')
                .select('number')
                .whereRef('server_id', '=', 'servers.id')
                .where('withdrawn_at', 'is', null),
            ),
          ),
        )
        .execute();
      return rows.map(({ id, name }) => ({ id, tenantId, name, reports: [] }));
    },

    list: createSnapshots(db),
  };
}

/** `change`: null if the report says nothing new. */
async function saveOne(
  trx: Transaction<Schema>,
  tenantId: string,
  said: ServerReport,
): Promise<{ server: Server; change: ServerChange | null }> {
  const { id, name } = await trx
    .insertInto('servers')
    .values({
      id: randomUUID(),
      tenant_id: tenantId,
      name: said.name,
      name_key: said.name.toLowerCase(),
    })
    // An update that changes nothing returns and locks the row.
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'name_key']).doUpdateSet({ tenant_id: tenantId }),
    )
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow();
  const reports = await reportsOf(trx, id, name);
  const before = { id, tenantId, name, reports };
  const report = withKnownOrigin(before, said);
  if (saysNothingNew(before, report)) return { server: before, change: null };
  await trx.insertInto('server_reports').values(toReportRow(report, { id, tenantId })).execute();
  const server = { ...before, reports: await reportsOf(trx, id, name) };
  return { server, change: changeBy(report, before, server) };
}

function changeBy(report: ServerReport, before: Server, after: Server): ServerChange {
  return {
    act: report.confirmedBy === undefined ? 'report-server' : 'confirm-claim',
    subject: after.name,
    before: before.reports.length === 0 ? null : toServerState(before),
    after: { ...toServerState(after), reported: report.origin !== 'source' ? valuesOf(report) : null },
  };
}

export function toServerState(server: Server): ServerState {
  const { version, role, state, authentication, claim } = serverStatusOf(server);
  return {
    ...{ version, role, state },
    ...(authentication !== null && { authentication }),
    claim: claim && valuesOf(claim),
    reported: null,
  };
}

export function valuesOf({ version, role, state, authentication }: ServerReport): ReportedValues {
  return {
    ...(version && { version }),
    ...(role && { role }),
    ...(state && { state }),
    ...(authentication && { authentication }),
  };
}

export async function reportsOf(
  trx: Transaction<Schema>,
  serverId: string,
  name: string,
): Promise<ServerReport[]> {
  const rows = await trx
    .selectFrom('server_reports')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('withdrawn_at', 'is', null)
    .orderBy('observed_at', 'desc')
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => toReport(row, name));
}
