import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ServerStore } from '../servers/ports.ts';
import { saysNothingNew, type Server, type ServerReport } from '../servers/server.ts';
import type { Schema, ServerReportTable } from './schema.ts';

export function createServerStore(db: Kysely<Schema>): ServerStore {
  return {
    keep: (tenantId, reports) =>
      db.transaction().execute(async (trx) => {
        const servers: Server[] = [];
        for (const report of reports) servers.push(await keepOne(trx, tenantId, report));
        return servers;
      }),

    async tenants() {
      const rows = await db.selectFrom('servers').select('tenant_id').distinct().execute();
      return rows.map(({ tenant_id }) => tenant_id);
    },

    async list(tenantId) {
      const servers = await db
        .selectFrom('servers')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('name_key')
        .execute();
      const reports = await db
        .selectFrom('server_reports')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('observed_at', 'desc')
        .orderBy('number', 'desc')
        .execute();
      const byServer = new Map<string, Selectable<ServerReportTable>[]>(servers.map(({ id }) => [id, []]));
      for (const report of reports) byServer.get(report.server_id)?.push(report);
      return servers.map(({ id, name }) => ({
        id,
        tenantId,
        name,
        reports: (byServer.get(id) ?? []).map((row) => toReport(row, name)),
      }));
    },
  };
}

async function keepOne(trx: Transaction<Schema>, tenantId: string, report: ServerReport): Promise<Server> {
  const { id, name } = await trx
    .insertInto('servers')
    .values({
      id: randomUUID(),
      tenant_id: tenantId,
      name: report.name,
      name_key: report.name.toLowerCase(),
    })
    // Updated to what it is, so that the row is given back and locked.
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'name_key']).doUpdateSet({ tenant_id: tenantId }),
    )
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow();
  const reports = await reportsOf(trx, id, name);
  if (saysNothingNew({ reports }, report)) return { id, tenantId, name, reports };
  await trx
    .insertInto('server_reports')
    .values({
      server_id: id,
      tenant_id: tenantId,
      reporter: report.reporter,
      observed_at: report.observedAt,
      version: report.version ?? null,
      role: report.role ?? null,
      state: report.state ?? null,
    })
    .execute();
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

export function toReport(row: Selectable<ServerReportTable>, name: string): ServerReport {
  return {
    name,
    ...(row.version === null ? {} : { version: row.version }),
    ...(row.role === null ? {} : { role: row.role }),
    ...(row.state === null ? {} : { state: row.state }),
    reporter: row.reporter,
    observedAt: row.observed_at,
  };
}
