import type { Insertable, Selectable } from 'kysely';
import type { ServerReport } from '../../servers/server.ts';
import type { ServerReportTable } from '../database/server-tables.ts';

export function toReportRow(
  report: ServerReport,
  server: { id: string; tenantId: string },
): Insertable<ServerReportTable> {
  return {
    server_id: server.id,
    tenant_id: server.tenantId,
    reporter: report.reporter,
    reporter_id: report.reporterId,
    origin: report.origin,
    confirmed_by: report.confirmedBy ?? null,
    observed_at: report.observedAt,
    version: report.version ?? null,
    role: report.role ?? null,
    state: report.state ?? null,
    authentication: report.authentication ?? null,
  };
}

/** The columns that `toReport` needs. */
export const REPORT_COLUMNS = [
  'reporter',
  'reporter_id',
  'origin',
  'confirmed_by',
  'observed_at',
  'version',
  'role',
  'state',
  'authentication',
] as const;

/** A row without the server's name, which `name` adds. A value that wasn't reported is null in the row, absent in the report. */
export function toReport(
  row: Pick<Selectable<ServerReportTable>, (typeof REPORT_COLUMNS)[number]>,
  name: string,
): ServerReport {
  return {
    name,
    ...(row.version === null ? {} : { version: row.version }),
    ...(row.role === null ? {} : { role: row.role }),
    ...(row.state === null ? {} : { state: row.state }),
    ...(row.authentication === null ? {} : { authentication: row.authentication }),
    reporter: row.reporter,
    reporterId: row.reporter_id,
    origin: row.origin,
    ...(row.confirmed_by === null ? {} : { confirmedBy: row.confirmed_by }),
    observedAt: row.observed_at,
  };
}
