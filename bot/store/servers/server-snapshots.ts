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
   * out. It is current while all three, and `changes`, match the database.
   */
  count: number;
  newest: number;
  withdrawn: number;
  /** How often servers were taken off the list, put back or renamed. */
  changes: number;
  /** IDs of the servers that are off the list. */
  forgotten: ReadonlySet<string>;
  /** The reports of each server, the most recently observed first, by server ID. */
  reports: Map<string, NumberedReport[]>;
  /** By name, ignoring case. */
  servers: readonly Server[];
}

/**
 * Makes a function that reads a tenant's servers with all their reports, sorted by name. After the first time it
 * reads only newer reports, until a server is renamed, forgotten or put back. Instances can share the database, because a
 * report never changes but to be withdrawn.
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

  async function readForgotten(tenantId: string): Promise<ReadonlySet<string>> {
    const rows = await db
      .selectFrom('servers')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('changes', '>', 0) // for the index
      .where('forgotten_at', 'is not', null)
      .execute();
    return new Set(rows.map(({ id }) => id));
  }

  return async (tenantId) => {
    const now = await db
      .selectFrom('server_reports')
      .select(({ fn }) => [
        fn.countAll<string>().filterWhere('withdrawn_at', 'is', null).as('count'),
        fn.max<string | null>('number').filterWhere('withdrawn_at', 'is', null).as('newest'),
        fn.count<string>('withdrawn_at').as('withdrawn'),
        changesOf(tenantId),
      ])
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow();
    const [count, newest, withdrawn] = [Number(now.count), Number(now.newest ?? 0), Number(now.withdrawn)];
    const changes = Number(now.changes);
    const cached = snapshots.get(tenantId);
    const known = cached?.withdrawn === withdrawn && cached.changes === changes ? cached : null;
    if (known?.count === count && known.newest === newest) return known.servers;
    const fresh = known ? merge(known, await readSince(tenantId, known.newest), tenantId) : null;
    // If the counts differ, a report with a lower number was committed late: read everything again.
    const forgotten = known ? known.forgotten : await readForgotten(tenantId);
    const empty = { ...EMPTY, withdrawn, changes, forgotten };
    const snapshot = fresh?.count === count ? fresh : merge(empty, await readSince(tenantId, 0), tenantId);
    snapshots.set(tenantId, snapshot);
    return snapshot.servers;
  };
}

/** How often servers of a tenant were taken off the list, put back or renamed; it never falls. */
export function changesOf(tenantId: string) {
  return sql<string>`(select coalesce(sum(changes), 0) from servers where tenant_id = ${tenantId} and changes > 0)::text`.as(
    'changes',
  );
}

const EMPTY: Snapshot = {
  count: 0,
  newest: 0,
  withdrawn: 0,
  changes: 0,
  forgotten: new Set(),
  reports: new Map(),
  servers: [],
};

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
  const listed = [...reports].filter(([id]) => !known.forgotten.has(id));
  const servers = listed.map(([id, all]) => {
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
