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
  reports: ServerReport[];
}

/** How a server stands by its reports. */
export interface Standing {
  version: string | null;
  role: 'active' | 'staging' | null;
  state: 'in-use' | 'migrated' | 'decommissioned';
  /** The newest report that says another version, by another reporter within a day; null when nobody contradicts. */
  contradiction: ServerReport | null;
}

const CONTRADICTS_WITHIN_MS = 86_400_000;

/** The newest word on each thing counts; who said otherwise just before is told beside it. */
export function standingOf({ reports }: Pick<Server, 'reports'>): Standing {
  const newest = (key: keyof Report) => reports.find((report) => report[key] !== undefined);
  const versioned = newest('version');
  const contradiction =
    versioned &&
    reports.find(
      (report) =>
        report.version !== undefined &&
        report.version !== versioned.version &&
        report.reporter !== versioned.reporter &&
        versioned.observedAt.getTime() - report.observedAt.getTime() < CONTRADICTS_WITHIN_MS,
    );
  return {
    version: versioned?.version ?? null,
    role: newest('role')?.role ?? null,
    state: newest('state')?.state ?? 'in-use',
    contradiction: contradiction ?? null,
  };
}

/** True when the report says nothing that the newest words do not say already. */
export function saysNothingNew({ reports }: Pick<Server, 'reports'>, report: ServerReport): boolean {
  if (reports.length === 0) return false;
  const standing = standingOf({ reports });
  return (
    (report.version === undefined || report.version === standing.version) &&
    (report.role === undefined || report.role === standing.role) &&
    (report.state === undefined || report.state === standing.state)
  );
}
