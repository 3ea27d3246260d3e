import { createHash } from 'node:crypto';

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
  /** `source`: an app that may report servers, such as the script on a sync server. */
  origin: 'source' | 'person';
  /** The member of an identity team who confirmed what a person said; absent: nobody did. */
  confirmedBy?: string;
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

/** How a server stands by the reports that count. */
export interface ServerStatus {
  version: string | null;
  role: 'active' | 'staging' | null;
  state: 'in-use' | 'migrated' | 'decommissioned';
  /** The reports that count, newest first: of a server that a source reports, those of sources and what was confirmed. */
  counted: readonly ServerReport[];
  /** What a person said since the newest report that counts, if it says otherwise; it changes nothing until it is confirmed. */
  claim: ServerReport | null;
  /** The newest word of another reporter, within a day, who says another version or state; null when nobody does. */
  contradiction: ServerReport | null;
}

const CONTRADICTS_WITHIN_MS = 86_400_000;

/** Lists of reports are never changed, and thousands of them are looked at for each list of servers. */
const serverStatuses = new WeakMap<readonly ServerReport[], ServerStatus>();

/**
 * The newest word on each thing counts, of those whose word counts: once a source has reported a server, a
 * person's word about it is a claim. A server that only people have reported stands as they say.
 */
export function serverStatusOf({ reports }: Pick<Server, 'reports'>): ServerStatus {
  const known = serverStatuses.get(reports);
  if (known) return known;
  const serverStatus = readServerStatus(reports);
  serverStatuses.set(reports, serverStatus);
  return serverStatus;
}

function readServerStatus(reports: readonly ServerReport[]): ServerStatus {
  const counted = isReportedBySource(reports) ? reports.filter(isTrusted) : reports;
  const newest = (key: keyof Report) => counted.find((report) => report[key] !== undefined);
  const standing = {
    version: newest('version')?.version ?? null,
    role: newest('role')?.role ?? null,
    state: newest('state')?.state ?? ('in-use' as const),
  };
  return {
    ...standing,
    counted,
    claim: newestOtherWord(pendingClaims(reports), standing),
    contradiction: contradictionIn(counted),
  };
}

function isReportedBySource(reports: readonly ServerReport[]): boolean {
  return reports.some(({ origin }) => origin === 'source');
}

/** What people have said since the newest report that counts. */
function pendingClaims(reports: readonly ServerReport[]): readonly ServerReport[] {
  return isReportedBySource(reports) ? reports.slice(0, reports.findIndex(isTrusted)) : [];
}

function isTrusted({ origin, confirmedBy }: ServerReport): boolean {
  return origin === 'source' || confirmedBy !== undefined;
}

/** The newest claim that says otherwise. Of each person the last word counts, which may take an earlier one back. */
function newestOtherWord(claims: readonly ServerReport[], standing: Standing): ServerReport | null {
  const heard = new Set<string>();
  for (const claim of claims) {
    if (!heard.has(claim.reporter) && !repeats(claim, standing)) return claim;
    heard.add(claim.reporter);
  }
  return null;
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

/** Names a claim about one server, for as long as it is pending. */
export function claimKey({ observedAt, reporter, version, role, state }: ServerReport): string {
  const words = JSON.stringify([observedAt.toISOString(), reporter, version, role, state]);
  return createHash('sha256').update(words).digest('hex').slice(0, 16);
}

/** What a report says, as part of a sentence: `runs 1.6.16.0`, or `was migrated`. */
export function describeClaim({ version, role, state }: Report): string {
  if (state !== undefined && state !== 'in-use') return `was ${state}`;
  const parts = [version ? `runs ${version}` : null, role ? `is ${role}` : null].filter(Boolean);
  return parts.join(' and ') || 'is in use';
}

/**
 * True when the report says nothing that was not known for its instant: neither of the server, nor of what
 * its reporter thinks. A report that comes late is measured by what was known before it. What a source says
 * again is news where it settles a claim, or is the first that a source says.
 */
export function saysNothingNew({ reports }: Pick<Server, 'reports'>, report: ServerReport): boolean {
  const earlier = reports.filter(({ observedAt }) => observedAt <= report.observedAt);
  if (earlier.length === 0) return false;
  const standing = serverStatusOf({ reports: earlier });
  const own = earlier.filter(({ reporter }) => reporter === report.reporter);
  if (isTrusted(report)) {
    if (standing.claim || !isReportedBySource(earlier)) return false;
  } else if (isReportedBySource(earlier)) {
    const ownClaims = pendingClaims(earlier).filter(({ reporter }) => reporter === report.reporter);
    return repeats(report, ownClaims.length > 0 ? serverStatusOf({ reports: ownClaims }) : standing);
  }
  return repeats(report, standing) && (own.length === 0 || repeats(report, serverStatusOf({ reports: own })));
}

/** True if what a person says is a claim: a source reports the server, and says otherwise. */
export function isClaim({ reports }: Pick<Server, 'reports'>, report: Report): boolean {
  return isReportedBySource(reports) && !repeats(report, serverStatusOf({ reports }));
}

/** What a server runs and is used for. */
type Standing = Pick<ServerStatus, 'version' | 'role' | 'state'>;

function repeats(report: Report, standing: Standing): boolean {
  return (
    (report.version === undefined || report.version === standing.version) &&
    (report.role === undefined || report.role === standing.role) &&
    (report.state === undefined || report.state === standing.state)
  );
}
