import { evaluate } from '../alerts/alert-kind.ts';
import { ALERT_KINDS } from '../alerts/kinds/all-kinds.ts';
import type { AlertStore } from '../alerts/ports.ts';
import { isDone } from '../campaign/progress.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Clock } from '../platform/clock.ts';
import { alertInput } from './alert-input.ts';
import {
  completedServers,
  createLeadingJudge,
  openWhenForgotten,
  progressOf,
  type JudgedServer,
} from './judge-server.ts';
import type { KnownServers } from './known-servers.ts';
import type { CompletionStore, ForgottenServer, ServerStore } from './ports.ts';
import type { Server } from './server.ts';

/** Judges servers, raises and resolves the alerts about them, and records which notices are done. */
export interface ServerReviews {
  /** As of now; changes nothing. */
  judge(tenantId: string, servers: readonly Server[]): Promise<JudgedServer[]>;
  /** Judges the servers of a tenant that a report has changed. */
  reviewChanged(tenantId: string, changed: readonly Server[]): Promise<JudgedServer[]>;
  /** Judges all servers of a tenant, also those that have left its list. */
  reviewTenant(tenantId: string): Promise<void>;
}

export interface ReviewOptions {
  portfolios: Pick<TenantPortfolios, 'of' | 'stated'>;
  servers: Pick<ServerStore, 'list' | 'unlisted' | 'forgotten'>;
  completions: Pick<CompletionStore, 'record'>;
  alerts: Pick<AlertStore, 'apply'>;
  clock: Clock;
}

/** @param known learns every list of servers that is read. */
export function createServerReviews(
  { portfolios, servers, completions, alerts, clock }: ReviewOptions,
  known: Pick<KnownServers, 'learn'>,
): ServerReviews {
  async function judge(tenantId: string, all: readonly Server[]): Promise<JudgedServer[]> {
    const judgeOne = createLeadingJudge(await portfolios.of(tenantId), clock.now());
    return all.map((server) => ({ server, ...judgeOne(server) }));
  }

  async function listServers(tenantId: string): Promise<readonly Server[]> {
    const all = await servers.list(tenantId);
    known.learn(tenantId, all);
    return all;
  }

  function signal(judged: readonly (JudgedServer & { forgottenBy?: string | null })[]): Promise<void> {
    const now = clock.now();
    const notices = portfolios.stated().guides;
    const signals = judged.flatMap(({ server, ...judgement }) =>
      evaluate(ALERT_KINDS.server, alertInput(server, { ...judgement, now })),
    );
    return alerts.apply(
      signals.map((found) => ({ ...found, notices })),
      now,
    );
  }

  async function noteProgress(tenantId: string, all: readonly Server[]): Promise<void> {
    const forgotten = await servers.forgotten(tenantId);
    const { guides } = await portfolios.of(tenantId);
    const byNotice = doneByNotice([...guides.values()], all, forgotten);
    await completions.record({ tenantId, isDone: byNotice, now: clock.now() });
  }

  async function reviewChanged(tenantId: string, changed: readonly Server[]): Promise<JudgedServer[]> {
    const judged = await judge(tenantId, changed);
    const all = await listServers(tenantId);
    await signal(judged);
    await noteProgress(tenantId, all);
    return judged;
  }

  async function reviewTenant(tenantId: string): Promise<void> {
    const all = await listServers(tenantId);
    const unlisted = await servers.unlisted(tenantId);
    const gone = await judge(
      tenantId,
      unlisted.map(({ server }) => server),
    );
    await signal([
      ...(await judge(tenantId, all)),
      ...gone.map((judged, i) => ({ ...judged, forgottenBy: unlisted[i]?.forgottenBy ?? null })),
    ]);
    await noteProgress(tenantId, all);
  }

  return { judge, reviewChanged, reviewTenant };
}

/**
 * Whether each notice is done, the earliest deadline first: where one server completes several, people are told of the
 * first. Where no server was ever affected there is nothing to congratulate on; where the servers that were left were
 * forgotten, people hear that.
 */
function doneByNotice(
  guides: readonly Guide[],
  all: readonly Server[],
  forgotten: readonly ForgottenServer[],
): Map<string, boolean> {
  const isOff = ({ notice: { affects } }: Guide) => {
    const progress = progressOf(all, affects);
    if (progress === null || !isDone(progress)) return false;
    return completedServers(all, affects).length > 0 || openWhenForgotten(forgotten, affects).length > 0;
  };
  const byDeadline = guides.toSorted((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
  return new Map(byDeadline.map((guide) => [guide.notice.id, isOff(guide)]));
}

/** Those without a deadline come last. */
function dateOf({ deadline }: Guide): string {
  return deadline?.date ?? '9999';
}
