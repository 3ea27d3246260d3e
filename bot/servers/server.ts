/** A computer's name, and a version, as reports may carry them. */
export const NAME = /^[A-Za-z0-9][\w.-]{0,62}$/;
export const VERSION = /^\d{1,2}(?:\.\d{1,6}){1,3}$/;

/** One sync server as somebody reported it. */
export interface Report {
  /** As written; servers are told apart whatever the case. */
  name: string;
  /** Absent: unchanged. */
  version?: string;
  role?: 'active' | 'staging';
  /** Where it is on its way; `in-use` when a version is reported. */
  state?: 'in-use' | 'migrated' | 'decommissioned';
}

/** A report with who gave it. */
export interface ServerReport extends Report {
  /** A person's name, or the app that called. */
  reporter: string;
  /** When it was seen so. */
  observedAt: Date;
}

/** A server with all that was reported of it, the newest first. */
export interface Server {
  id: string;
  tenantId: string;
  name: string;
  reports: readonly ServerReport[];
}

/** How a server stands by its reports. */
export interface ServerStatus {
  version: string | null;
  role: 'active' | 'staging' | null;
  state: 'in-use' | 'migrated' | 'decommissioned';
  /** The newest word of another reporter, within a day, who says another version or state; null when nobody does. */
  contradiction: ServerReport | null;
}

const CONTRADICTS_WITHIN_MS = 86_400_000;

/** Lists of reports are never changed, and thousands of them are looked at for each list of servers. */
const serverStatuses = new WeakMap<readonly ServerReport[], ServerStatus>();

/** The newest word on each thing counts; who said otherwise just before is told beside it. */
export function serverStatusOf({ reports }: Pick<Server, 'reports'>): ServerStatus {
  const known = serverStatuses.get(reports);
  if (known) return known;
  const serverStatus = readServerStatus(reports);
  serverStatuses.set(reports, serverStatus);
  return serverStatus;
}

function readServerStatus(reports: readonly ServerReport[]): ServerStatus {
  const newest = (key: keyof Report) => reports.find((report) => report[key] !== undefined);
  return {
    version: newest('version')?.version ?? null,
    role: newest('role')?.role ?? null,
    state: newest('state')?.state ?? 'in-use',
    contradiction: contradictionIn(reports),
  };
}

/** A version that is another one; in use again, though somebody had just said that it is not. */
function contradictionIn(reports: readonly ServerReport[]): ServerReport | null {
  return (
    otherWordOn('version', reports, (newest, other) => newest !== other) ??
    otherWordOn('state', reports, (newest, other) => newest === 'in-use' && other !== 'in-use')
  );
}

/** What another reporter said last on one thing, within a day, if it contradicts the newest word on it. */
function otherWordOn<Key extends 'version' | 'state'>(
  key: Key,
  reports: readonly ServerReport[],
  contradicts: (newest: ServerReport[Key], other: ServerReport[Key]) => boolean,
): ServerReport | null {
  const [newest, ...older] = reports.filter((report) => report[key] !== undefined);
  if (!newest) return null;
  const heard = new Set([newest.reporter]);
  for (const report of older) {
    if (newest.observedAt.getTime() - report.observedAt.getTime() >= CONTRADICTS_WITHIN_MS) return null;
    if (!heard.has(report.reporter) && contradicts(newest[key], report[key])) return report;
    heard.add(report.reporter);
  }
  return null;
}

/** What a report says, in a few words: `1.6.16.0`, or `migrated`. */
export function describeReport({ version, role, state }: Report): string {
  const stands = state === undefined || (state === 'in-use' && version !== undefined) ? null : state;
  return [version, role === 'staging' ? 'staging' : null, stands].filter(Boolean).join(', ') || (role ?? '');
}

/**
 * True when the report says nothing that was not known for its instant: neither of the server, nor of what
 * its reporter thinks. A report that comes late is measured by what was known before it.
 */
export function saysNothingNew({ reports }: Pick<Server, 'reports'>, report: ServerReport): boolean {
  const earlier = reports.filter(({ observedAt }) => observedAt <= report.observedAt);
  if (earlier.length === 0) return false;
  const own = earlier.filter(({ reporter }) => reporter === report.reporter);
  return (
    repeats(report, serverStatusOf({ reports: earlier })) &&
    (own.length === 0 || repeats(report, serverStatusOf({ reports: own })))
  );
}

function repeats(report: Report, serverStatus: ServerStatus): boolean {
  return (
    (report.version === undefined || report.version === serverStatus.version) &&
    (report.role === undefined || report.role === serverStatus.role) &&
    (report.state === undefined || report.state === serverStatus.state)
  );
}
