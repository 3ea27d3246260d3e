import { LRUCache } from 'lru-cache';
import { sql, type Kysely } from 'kysely';
import type { Server, ServerReport } from '../../servers/server.ts';
import type { Schema } from '../database/schema.ts';
import { REPORT_COLUMNS, toReport } from './server-report-row.ts';

/** Number of tenants whose servers are cached. */
const MAX_TENANTS = 50;

/** A report and its sequence number in the database. */
interface NumberedReport {
  report: ServerReport;
  number: number;
}

interface Snapshot {
  /**
   * The number of reports, the highest sequence number, and the number of withdrawn reports, which a snapshot leaves
   * out. It is current while all three match the database.
   */
  count: number;
  newest: number;
  withdrawn: number;
  /** The reports of each server, the most recently observed first, by server ID. */
  reports: Map<string, NumberedReport[]>;
  /** By name, ignoring case. */
  servers: readonly Server[];
}

/**
 * Makes a function that reads a tenant's servers with all their reports, sorted by name. After the first time it
 * reads only newer reports. Instances can share the database, because a report never changes but to be withdrawn.
 */
export function createSnapshots(db: Kysely<Schema>): (tenantId: string) => Promise<readonly Server[]> {
  const snapshots = new LRUCache<string, Snapshot>({ max: MAX_TENANTS });

  async function readSince(tenantId: string, number: number): Promise<Map<string, NumberedReport[]>> {
    const rows = await db
      .selectFrom('server_reports')
      .innerJoin('servers', 'servers.id', 'server_reports.server_id')
      .select(['server_id', 'name', ...REPORT_COLUMNS])
      .select(sql<string>`number::text`.as('number'))
      .where('server_reports.tenant_id', '=', tenantId)
      .where('number', '>', number)
      .where('withdrawn_at', 'is', null)
      .execute();
    const byServer = new Map<string, NumberedReport[]>();
    for (const row of rows) {
      const reports = byServer.get(row.server_id) ?? [];
      reports.push({ report: toReport(row, row.name), number: Number(row.number) });
      byServer.set(row.server_id, reports);
    }
    return byServer;
  }

  return async (tenantId) => {
    const now = await db
      .selectFrom('server_reports')
      .select(({ fn }) => [
        fn.countAll<string>().filterWhere('withdrawn_at', 'is', null).as('count'),
        fn.max<string | null>('number').filterWhere('withdrawn_at', 'is', null).as('newest'),
        fn.count<string>('withdrawn_at').as('withdrawn'),
      ])
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow();
    const [count, newest, withdrawn] = [Number(now.count), Number(now.newest ?? 0), Number(now.withdrawn)];
    const cached = snapshots.get(tenantId);
    const known = cached?.withdrawn === withdrawn ? cached : null;
    if (known?.count === count && known.newest === newest) return known.servers;
    const fresh = known ? merge(known, await readSince(tenantId, known.newest), tenantId) : null;
    // If the counts differ, a report with a lower number was committed late: read everything again.
    const snapshot =
      fresh?.count === count ? fresh : merge({ ...EMPTY, withdrawn }, await readSince(tenantId, 0), tenantId);
    snapshots.set(tenantId, snapshot);
    return snapshot.servers;
  };
}

const EMPTY: Snapshot = { count: 0, newest: 0, withdrawn: 0, reports: new Map(), servers: [] };

function merge(known: Snapshot, added: Map<string, NumberedReport[]>, tenantId: string): Snapshot {
  const reports = new Map(known.reports);
  let { count, newest } = known;
  for (const [id, more] of added) {
    const all = [...(reports.get(id) ?? []), ...more].sort(
      (a, b) => b.report.observedAt.getTime() - a.report.observedAt.getTime() || b.number - a.number,
    );
    reports.set(id, all);
    count += more.length;
    newest = Math.max(newest, ...more.map(({ number }) => number));
  }
  const unchanged = new Map(known.servers.map((server) => [server.id, server]));
  const servers = [...reports].map(([id, all]) => {
    const same = added.has(id) ? undefined : unchanged.get(id);
    return (
      same ?? { id, tenantId, name: all[0]?.report.name ?? '', reports: all.map(({ report }) => report) }
    );
  });
  const keys = new Map(servers.map((server) => [server.id, server.name.toLowerCase()]));
  const keyOf = ({ id }: Server) => keys.get(id) ?? '';
  servers.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { ...known, count, newest, reports, servers };
}
