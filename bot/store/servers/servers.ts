import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { ServerStore } from '../../servers/ports.ts';
import { saysNothingNew, type Server, type ServerReport } from '../../servers/server.ts';
import type { Schema } from '../database/schema.ts';
import { createSnapshots } from './server-snapshots.ts';
import { toReport, toReportRow } from './server-report-row.ts';

export function createServerStore(db: Kysely<Schema>): ServerStore {
  return {
    save: (tenantId, reports) =>
      db.transaction().execute(async (trx) => {
        const byKey = new Map<string, Server>();
        const keyOf = ({ name }: ServerReport) => name.toLowerCase();
        // In order of name, so that two requests with the same servers can't deadlock.
        for (const report of reports.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
          byKey.set(keyOf(report), await saveOne(trx, tenantId, report));
        }
        return reports.flatMap((report) => byKey.get(keyOf(report)) ?? []);
      }),

    async tenants() {
      const rows = await db.selectFrom('servers').select('tenant_id').distinct().execute();
      return rows.map(({ tenant_id }) => tenant_id);
    },

    list: createSnapshots(db),
  };
}

async function saveOne(trx: Transaction<Schema>, tenantId: string, report: ServerReport): Promise<Server> {
  const { id, name } = await trx
    .insertInto('servers')
    .values({
      id: randomUUID(),
      tenant_id: tenantId,
      name: report.name,
      name_key: report.name.toLowerCase(),
    })
    // An update that changes nothing returns and locks the row.
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'name_key']).doUpdateSet({ tenant_id: tenantId }),
    )
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow();
  const reports = await reportsOf(trx, id, name);
  if (saysNothingNew({ reports }, report)) return { id, tenantId, name, reports };
  await trx.insertInto('server_reports').values(toReportRow(report, { id, tenantId })).execute();
  return { id, tenantId, name, reports: await reportsOf(trx, id, name) };
}

async function reportsOf(trx: Transaction<Schema>, serverId: string, name: string): Promise<ServerReport[]> {
  const rows = await trx
    .selectFrom('server_reports')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('observed_at', 'desc')
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => toReport(row, name));
}
