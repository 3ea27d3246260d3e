import type { Kysely } from 'kysely';
import type { ReportedValues, ServerState } from '../../dashboard/audit-entry.ts';
import { serverStatusOf, type Server, type ServerReport } from '../../servers/server.ts';
import type { Schema } from '../database/schema.ts';
import { toReport } from './server-report-row.ts';

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
  trx: Kysely<Schema>,
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
