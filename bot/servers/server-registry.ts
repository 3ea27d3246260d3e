import type { Author } from '../access/author.ts';
import type { OpenServers, ProgressOfTenants, TenantProgress } from '../campaign/progress.ts';
import {
  completedServers,
  openWhenForgotten,
  type CompletedServer,
  type JudgedServer,
} from './judge-server.ts';
import { createKnownServers, progressIn } from './known-servers.ts';
import type { ForgottenServer, RenameOutcome, ServerStore } from './ports.ts';
import { isAskedFor, type ServerFilter } from './server-filter.ts';
import { createServerReviews, type ReviewOptions } from './server-reviews.ts';
import { claimKey, serverStatusOf, type ServerReport } from './server.ts';

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

export function createServerRegistry(options: ReviewOptions & { servers: ServerStore }): ServerRegistry {
  const { portfolios, servers, clock } = options;
  const known = createKnownServers(servers, portfolios.stated);
  const reviews = createServerReviews(options, known);

  async function record(
    tenantId: string,
    reports: readonly ServerReport[],
    by: Author,
  ): Promise<JudgedServer[]> {
    return reviews.reviewChanged(tenantId, await servers.save(tenantId, reports, { by, now: clock.now() }));
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
      if (isForgotten) await reviews.reviewTenant(tenantId);
      return isForgotten;
    },
    async rename(tenantId, names, by) {
      const outcome = await servers.rename(tenantId, names, { by, now: clock.now() });
      if (outcome === 'renamed') await reviews.reviewTenant(tenantId);
      return outcome;
    },
    async list(tenantId, filter = {}) {
      const all = await servers.list(tenantId);
      const judged = await reviews.judge(
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
    reviewTenant: (tenantId) => reviews.reviewTenant(tenantId),
    async review() {
      for (const tenantId of await servers.tenants()) await reviews.reviewTenant(tenantId);
    },
  };
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
