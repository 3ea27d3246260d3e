import { createHash } from 'node:crypto';
import type { Authentication } from '../campaign/affected.ts';

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
  /** Where it is on its way; `in-use` when a version or a sign-in is reported. */
  state?: 'in-use' | 'migrated' | 'decommissioned';
  /** How it signs in to Microsoft Entra ID: with the connector account or as an application. */
  authentication?: Authentication;
}

/**
 * Whose word a report is, the least trusted first. `person`: somebody in the tenant; `team`: somebody who wrote where
 * the campaign is followed (`reportOriginOf`); `source`: an app that may report servers, such as the script on a sync
 * server.
 */
export const ORIGINS = ['person', 'team', 'source'] as const;
export type Origin = (typeof ORIGINS)[number];

/** A report with who gave it. */
export interface ServerReport extends Report {
  /** A person's name, or the app that called. */
  reporter: string;
  /** A person's object id in Microsoft Entra ID, or an app's client id; null where Teams or the token has none. */
  reporterId: string | null;
  origin: Origin;
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
  /** Null: nobody has said. */
  authentication: Authentication | null;
  /** False while only people outside the campaign have reported it: that may raise work, and ends none. */
  isConfirmed: boolean;
  /** The reports that count, newest first: those of the most trusted origin there is, and what was confirmed. */
  counted: readonly ServerReport[];
  /**
   * What was said since the newest report that counts, by somebody less trusted, if it says otherwise: it changes
   * nothing until it is confirmed. Of a server that isn't confirmed, the newest report.
   */
  claim: ServerReport | null;
  /** The newest word of another reporter, within a day, who says another version, state or sign-in; null when nobody does. */
  contradiction: ServerReport | null;
  /** Each such word of each other reporter. */
  contradictions: readonly ServerReport[];
}

const CONTRADICTS_WITHIN_MS = 86_400_000;

const SIGN_INS: Readonly<Record<Authentication, string>> = {
  account: 'signs in with the connector account',
  application: 'signs in as an application',
};

const LIST = new Intl.ListFormat('en');

/** Lists of reports are never changed, and thousands of them are looked at for each list of servers. */
const serverStatuses = new WeakMap<readonly ServerReport[], ServerStatus>();

/**
 * The newest word on each thing counts, of those whose word counts: once somebody more trusted has reported a server,
 * anybody else's word about it is a claim.
 */
export function serverStatusOf({ reports }: Pick<Server, 'reports'>): ServerStatus {
  const known = serverStatuses.get(reports);
  if (known) return known;
  const serverStatus = readServerStatus(reports);
  serverStatuses.set(reports, serverStatus);
  return serverStatus;
}

function readServerStatus(reports: readonly ServerReport[]): ServerStatus {
  const origin = mostTrustedOf(reports);
  const counted = reports.filter((report) => counts(report, origin));
  const newest = (key: keyof Report) => counted.find((report) => report[key] !== undefined);
  const standing = {
    version: newest('version')?.version ?? null,
    role: newest('role')?.role ?? null,
    state: newest('state')?.state ?? ('in-use' as const),
    authentication: newest('authentication')?.authentication ?? null,
  };
  const isConfirmed = origin !== 'person';
  const contradictions = contradictionsIn(counted);
  return {
    ...standing,
    isConfirmed,
    counted,
    claim: isConfirmed ? newestOtherWord(pendingClaims(reports), standing) : (counted[0] ?? null),
    contradiction: contradictions[0] ?? null,
    contradictions,
  };
}

/** The most trusted origin of a server's reports. */
function mostTrustedOf(reports: readonly ServerReport[]): Origin {
  return ORIGINS[Math.max(0, ...reports.map(trustIn))] ?? 'person';
}

/** The higher the more trusted. What was confirmed is the word of the member who confirmed it. */
function trustIn({ origin, confirmedBy }: Pick<ServerReport, 'origin' | 'confirmedBy'>): number {
  const own = ORIGINS.indexOf(origin);
  return confirmedBy === undefined ? own : Math.max(own, ORIGINS.indexOf('team'));
}

/** Whether a report counts where the server has been reported by such an origin. */
function counts(report: ServerReport, mostTrusted: Origin): boolean {
  return report.confirmedBy !== undefined || trustIn(report) >= ORIGINS.indexOf(mostTrusted);
}

/** What was said since the newest report that counts. */
function pendingClaims(reports: readonly ServerReport[]): readonly ServerReport[] {
  const origin = mostTrustedOf(reports);
  return reports.slice(
    0,
    reports.findIndex((report) => counts(report, origin)),
  );
}

/** People have the same display names, or change theirs; some clients send no id. */
function isSameReporter(a: ServerReport, b: ServerReport): boolean {
  return a.reporterId === b.reporterId && (a.reporterId !== null || a.reporter === b.reporter);
}

/** The report as it is kept: who has reported the server from a team keeps that standing for it, wherever they write. */
export function withKnownOrigin({ reports }: Pick<Server, 'reports'>, report: ServerReport): ServerReport {
  if (report.origin !== 'person' || report.reporterId === null) return report;
  const isKnown = reports.some((earlier) => earlier.origin === 'team' && isSameReporter(earlier, report));
  return isKnown ? { ...report, origin: 'team' } : report;
}

/** The newest claim that says otherwise. Of each person the last word counts, which may take an earlier one back. */
function newestOtherWord(claims: readonly ServerReport[], standing: Standing): ServerReport | null {
  return (
    claims.find(
      (claim, i) =>
        !repeats(claim, standing) && !claims.slice(0, i).some((newer) => isSameReporter(newer, claim)),
    ) ?? null
  );
}

/** A version or sign-in that is another one; in use again, though somebody had just said that it is not. */
function contradictionsIn(reports: readonly ServerReport[]): ServerReport[] {
  const all = [
    ...otherWordsOn('version', reports, (newest, other) => newest !== other),
    ...otherWordsOn('state', reports, (newest, other) => newest === 'in-use' && other !== 'in-use'),
    ...otherWordsOn('authentication', reports, (newest, other) => newest !== other),
  ];
  return [...new Set(all)];
}

/** What other reporters said last on one thing, within a day, where it contradicts the newest word on it. */
function otherWordsOn<Key extends 'version' | 'state' | 'authentication'>(
  key: Key,
  reports: readonly ServerReport[],
  contradicts: (newest: ServerReport[Key], other: ServerReport[Key]) => boolean,
): ServerReport[] {
  const [newest, ...older] = reports.filter((report) => report[key] !== undefined);
  if (!newest) return [];
  const since = newest.observedAt.getTime() - CONTRADICTS_WITHIN_MS;
  const lastWords = [newest];
  for (const report of older.filter(({ observedAt }) => observedAt.getTime() > since)) {
    if (!lastWords.some((newer) => isSameReporter(newer, report))) lastWords.push(report);
  }
  return lastWords.filter((report) => report !== newest && contradicts(newest[key], report[key]));
}

/** What a report says, in a few words: `1.6.16.0`, or `migrated`. */
export function describeReport({ version, role, state, authentication }: Report): string {
  const isPlain = state === 'in-use' && (version !== undefined || authentication !== undefined);
  const parts = [
    version,
    role === 'staging' ? role : null,
    isPlain ? null : state,
    authentication && nameAuthentication(authentication),
  ].filter(Boolean);
  return parts.join(', ') || (role ?? '');
}

/** Names a claim about one server, for as long as it is pending. */
export function claimKey(claim: ServerReport): string {
  const { observedAt, reporter, version, role, state, authentication } = claim;
  const said = [version, role, state, ...(authentication === undefined ? [] : [authentication])];
  const words = JSON.stringify([observedAt.toISOString(), reporter, ...said]);
  return createHash('sha256').update(words).digest('hex').slice(0, 16);
}

/** What a report says, as part of a sentence: `runs 1.6.16.0`, or `was migrated`. */
export function describeClaim({ version, role, state, authentication }: Report): string {
  if (state !== undefined && state !== 'in-use') return `was ${state}`;
  const parts = [
    ...(version ? [`runs ${version}`] : []),
    ...(role ? [`is ${role}`] : []),
    ...(authentication ? [SIGN_INS[authentication]] : []),
  ];
  return LIST.format(parts) || 'is in use';
}

/** `application-based authentication`, as Microsoft's documents call it. */
export function nameAuthentication(authentication: Authentication): string {
  return `${authentication}-based authentication`;
}

/**
 * True when the report says nothing that was not known for its instant: neither of the server, nor of what
 * its reporter thinks. A report that comes late is measured by what was known before it. What counts is news where
 * it settles a claim, or is the first of somebody so trusted.
 */
export function saysNothingNew({ reports }: Pick<Server, 'reports'>, report: ServerReport): boolean {
  const earlier = reports.filter(({ observedAt }) => observedAt <= report.observedAt);
  if (earlier.length === 0) return false;
  const standing = serverStatusOf({ reports: earlier });
  const mostTrusted = mostTrustedOf(earlier);
  const own = earlier.filter((each) => isSameReporter(each, report));
  if (!counts(report, mostTrusted)) {
    const ownClaims = pendingClaims(earlier).filter((each) => isSameReporter(each, report));
    return repeats(report, ownClaims.length > 0 ? serverStatusOf({ reports: ownClaims }) : standing);
  }
  if (trustIn(report) > ORIGINS.indexOf(mostTrusted)) return false;
  if (standing.isConfirmed && standing.claim) return false;
  return repeats(report, standing) && (own.length === 0 || repeats(report, serverStatusOf({ reports: own })));
}

/** True if what somebody says is a claim: somebody more trusted has reported the server, and says otherwise. */
export function isClaim(server: Pick<Server, 'reports'>, report: ServerReport): boolean {
  const heard = withKnownOrigin(server, report);
  return !counts(heard, mostTrustedOf(server.reports)) && !repeats(report, serverStatusOf(server));
}

/** What a server runs, is used for and signs in with. */
type Standing = Pick<ServerStatus, 'version' | 'role' | 'state' | 'authentication'>;

function repeats(report: Report, standing: Standing): boolean {
  return (
    (report.version === undefined || report.version === standing.version) &&
    (report.role === undefined || report.role === standing.role) &&
    (report.state === undefined || report.state === standing.state) &&
    (report.authentication === undefined || report.authentication === standing.authentication)
  );
}
