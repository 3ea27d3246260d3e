import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import type { ServerChange } from '../../dashboard/audit-entry.ts';
import type { Server } from '../../servers/server.ts';
import type { LockedSubject } from '../audit/locked-subject.ts';
import type { Schema } from '../database/schema.ts';
import { toReport } from './server-report-row.ts';
import { reportsOf, toServerState, valuesOf } from './stored-server.ts';

/** Locks the server that a change is about. Taking the change back withdraws the report that made it. */
export async function lockServer(
  trx: Transaction<Schema>,
  tenantId: string,
  { subject, after }: ServerChange,
): Promise<LockedSubject> {
  const row = await trx
    .selectFrom('servers')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', subject.toLowerCase())
    .forUpdate()
    .executeTakeFirst();
  if (!row) return FORGOTTEN;
  const { id, name } = row;
  const server: Server = { id, tenantId, name, reports: await reportsOf(trx, id, name) };
  const last = await lastReport(trx, id);
  const isLast = last !== undefined && isDeepStrictEqual(valuesOf(toReport(last, name)), after.reported);
  const isAsLeft = isDeepStrictEqual({ ...toServerState(server), reported: after.reported }, after);
  return {
    standing: standingOf(server),
    isUnchanged: isLast && isAsLeft,
    async restore({ now }) {
      await trx
        .updateTable('server_reports')
        .set({ withdrawn_at: now })
        .where('server_id', '=', id)
        .where(sql<string>`number::text`, '=', last?.position ?? '')
        .execute();
      return standingOf({ ...server, reports: await reportsOf(trx, id, name) });
    },
  };
}

const FORGOTTEN: LockedSubject = {
  standing: { kind: 'server', state: null },
  isUnchanged: false,
  restore: () => Promise.reject(new Error('A server that is gone has no report to withdraw.')),
};

function standingOf(server: Server): LockedSubject['standing'] {
  return { kind: 'server', state: server.reports.length === 0 ? null : toServerState(server) };
}

/** The one that was saved last: each change of a server saves one. */
function lastReport(trx: Transaction<Schema>, serverId: string) {
  return trx
    .selectFrom('server_reports')
    .selectAll()
    .select(sql<string>`number::text`.as('position'))
    .where('server_id', '=', serverId)
    .where('withdrawn_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
