import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { ServerChange } from '../../dashboard/audit-entry.ts';
import type { ForgottenServer, ServerStore } from '../../servers/ports.ts';
import { saysNothingNew, withKnownOrigin, type Server, type ServerReport } from '../../servers/server.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import type { Schema } from '../database/schema.ts';
import { forget, putBack, rename, standingReports } from './server-list.ts';
import { createSnapshots } from './server-snapshots.ts';
import { toReportRow } from './server-report-row.ts';
import { reportsOf, toServerState, valuesOf } from './stored-server.ts';

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

    async unlisted(tenantId) {
      const rows = await db
        .selectFrom('servers')
        .select(['id', 'name', 'forgotten_by'])
        .where('tenant_id', '=', tenantId)
        .where((server) =>
          server.or([
            server('forgotten_at', 'is not', null),
            server.not(server.exists(standingReports(server))),
          ]),
        )
        .execute();
      return rows.map(({ id, name, forgotten_by }) => ({
        server: { id, tenantId, name, reports: [] },
        forgottenBy: forgotten_by,
      }));
    },

    async forgotten(tenantId) {
      const rows = await db
        .selectFrom('servers')
        .select(['id', 'name', 'forgotten_at', 'forgotten_by'])
        .where('tenant_id', '=', tenantId)
        .where('changes', '>', 0) // for the index
        .where('forgotten_at', 'is not', null)
        .orderBy('forgotten_at')
        .execute();
      const found: ForgottenServer[] = [];
      for (const { id, name, forgotten_at, forgotten_by } of rows) {
        const server = { id, tenantId, name, reports: await reportsOf(db, id, name) };
        if (forgotten_at) found.push({ server, forgottenBy: forgotten_by ?? '', forgottenAt: forgotten_at });
      }
      return found;
    },

    forget: (tenantId, name, asked) =>
      db.transaction().execute((trx) => forget(trx, { tenantId, name, asked })),
    rename: (tenantId, names, asked) =>
      db.transaction().execute((trx) => rename(trx, { tenantId, ...names, asked })),
    list: createSnapshots(db),
  };
}

/** `change`: null if the report says nothing new. */
async function saveOne(
  trx: Transaction<Schema>,
  tenantId: string,
  said: ServerReport,
): Promise<{ server: Server; change: ServerChange | null }> {
  const row = await trx
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
    .returning(['id', 'name', 'forgotten_at'])
    .executeTakeFirstOrThrow();
  const isForgotten = row.forgotten_at !== null;
  const { id, name } = row;
  const reports = await reportsOf(trx, id, name);
  const before = { id, tenantId, name, reports };
  const report = withKnownOrigin(before, said);
  if (!isForgotten && saysNothingNew(before, report)) return { server: before, change: null };
  await trx.insertInto('server_reports').values(toReportRow(report, { id, tenantId })).execute();
  if (isForgotten) await putBack(trx, id);
  const server = { ...before, reports: await reportsOf(trx, id, name) };
  const known = isForgotten ? { ...before, reports: [] } : before;
  return { server, change: changeBy(report, known, server) };
}

function changeBy(report: ServerReport, before: Server, after: Server): ServerChange {
  return {
    act: report.confirmedBy === undefined ? 'report-server' : 'confirm-claim',
    subject: after.name,
    before: before.reports.length === 0 ? null : toServerState(before),
    after: { ...toServerState(after), reported: report.origin !== 'source' ? valuesOf(report) : null },
  };
}
