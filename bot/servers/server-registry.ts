import type { Author } from '../access/author.ts';
import { evaluate } from '../alerts/alert-kind.ts';
import { ALERT_KINDS } from '../alerts/kinds/all-kinds.ts';
import type { AlertStore } from '../alerts/ports.ts';
import {
  isDone,
  type OpenServers,
  type ProgressOfTenants,
  type TenantProgress,
} from '../campaign/progress.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Verdict } from '../guidance/version-verdict.ts';
import type { Clock } from '../platform/clock.ts';
import { alertInput } from './alert-input.ts';
import {
  completedServers,
  createLeadingJudge,
  openWhenForgotten,
  progressOf,
  type CompletedServer,
} from './judge-server.ts';
import { createKnownServers, progressIn } from './known-servers.ts';
import type { CompletionStore, ForgottenServer, RenameOutcome, ServerStore } from './ports.ts';
import { isAskedFor, type ServerFilter } from './server-filter.ts';
import { claimKey, serverStatusOf, type Server, type ServerReport } from './server.ts';

export interface JudgedServer {
  server: Server;
  /** The notice that it is judged by. */
  guide: Guide;
  verdict: Verdict | null;
}

export const NOTHING_REPORTED: TenantProgress = new Map();

/** Takes reports of servers, judges them, and lets the alerts hear of it. */
export interface ServerRegistry {
  /** Keeps all reports or none. Resolves with the servers as they stand then. */
  record(tenantId: string, reports: readonly ServerReport[], by: Author): Promise<JudgedServer[]>;
  /**
   * Makes a person's pending claim count. Resolves with the server as it stands then; null if the claim is no
   * longer pending.
   */
  confirm(tenantId: string, claim: { server: string; key: string }, by: Author): Promise<JudgedServer | null>;
  /** Takes a server off the list; false if it isn't on it. */
  forget(tenantId: string, name: string, by: Author): Promise<boolean>;
  rename(tenantId: string, names: { from: string; to: string }, by: Author): Promise<RenameOutcome>;
  list(tenantId: string, filter?: ServerFilter): Promise<JudgedServer[]>;
  progress(tenantId: string): Promise<TenantProgress>;
  /** How every server that a notice once affected came to be affected no more. */
  completedServers(tenantId: string, noticeId: string): Promise<CompletedServer[]>;
  /** The servers that were taken off the list while a notice left work on them. */
  openWhenForgotten(tenantId: string, noticeId: string): Promise<readonly ForgottenServer[]>;
  /** The names of a tenant's servers in lower case; at most ten seconds old. */
  serverNames(tenantId: string): Promise<ReadonlySet<string>>;
  /** Of each tenant in which servers were reported; at most ten seconds old. */
  progressOfAll(): Promise<ProgressOfTenants>;
  /** The servers on which work is left for a notice; as old as `progressOfAll`. */
  openServers(tenantId: string, noticeId: string): Promise<OpenServers>;
  /** Judges a tenant's servers anew, after a report was withdrawn. */
  reviewTenant(tenantId: string): Promise<void>;
  /** Judges every server anew: days pass, and a process may have died between a report and its alert. */
  review(): Promise<void>;
}

export function createServerRegistry({
  portfolios,
  servers,
  completions,
  alerts,
  clock,
}: {
  portfolios: Pick<TenantPortfolios, 'of' | 'stated'>;
  servers: ServerStore;
  completions: Pick<CompletionStore, 'record'>;
  alerts: Pick<AlertStore, 'apply'>;
  clock: Clock;
}): ServerRegistry {
  const known = createKnownServers(servers, portfolios.stated);

  async function judge(tenantId: string, all: readonly Server[]): Promise<JudgedServer[]> {
    const judgeOne = createLeadingJudge(await portfolios.of(tenantId), clock.now());
    return all.map((server) => ({ server, ...judgeOne(server) }));
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

  async function record(
    tenantId: string,
    reports: readonly ServerReport[],
    by: Author,
  ): Promise<JudgedServer[]> {
    const changed = await judge(tenantId, await servers.save(tenantId, reports, { by, now: clock.now() }));
    const all = await servers.list(tenantId);
    known.learn(tenantId, all);
    await signal(changed);
    await noteProgress(tenantId, all);
    return changed;
  }

  async function reviewTenant(tenantId: string): Promise<void> {
    const all = await servers.list(tenantId);
    known.learn(tenantId, all);
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

  return {
    record,
    async confirm(tenantId, { server: name, key }, by) {
      const server = (await servers.list(tenantId)).find((each) => isSameName(each.name, name));
      const claim = server && serverStatusOf(server).claim;
      if (!claim || claimKey(claim) !== key) return null;
      // At the claim's own instant: what a source has said since then stays the newest.
      const [confirmed] = await record(tenantId, [{ ...claim, confirmedBy: by.name }], by);
      return confirmed ?? null;
    },
    async forget(tenantId, name, by) {
      const isForgotten = await servers.forget(tenantId, name, { by, now: clock.now() });
      if (isForgotten) await reviewTenant(tenantId);
      return isForgotten;
    },
    async rename(tenantId, names, by) {
      const outcome = await servers.rename(tenantId, names, { by, now: clock.now() });
      if (outcome === 'renamed') await reviewTenant(tenantId);
      return outcome;
    },
    async list(tenantId, filter = {}) {
      const all = await servers.list(tenantId);
      const judged = await judge(
        tenantId,
        all.filter((server) => isAskedFor(server, filter)),
      );
      return judged.filter(({ verdict }) => filter.verdict === undefined || verdict?.kind === filter.verdict);
    },
    progress: async (tenantId) => progressIn(await servers.list(tenantId), portfolios.stated()),
    async completedServers(tenantId, noticeId) {
      const guide = portfolios.stated().guides.get(noticeId);
      return guide ? completedServers(await servers.list(tenantId), guide.notice.affects) : [];
    },
    async openWhenForgotten(tenantId, noticeId) {
      const guide = portfolios.stated().guides.get(noticeId);
      return guide ? openWhenForgotten(await servers.forgotten(tenantId), guide.notice.affects) : [];
    },
    progressOfAll: known.progressOfAll,
    openServers: known.openServers,
    serverNames: known.serverNames,
    reviewTenant,
    async review() {
      for (const tenantId of await servers.tenants()) await reviewTenant(tenantId);
    },
  };
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

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
