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
import type { Verdict, VerdictKind } from '../guidance/version-verdict.ts';
import type { Clock } from '../platform/clock.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { memoise } from '../platform/memoise.ts';
import { alertInput } from './alert-input.ts';
import {
  openServersOf,
  createLeadingJudge,
  progressOf,
  completedServers,
  openWhenForgotten,
  type CompletedServer,
} from './judge-server.ts';
import type { CompletionStore, ForgottenServer, RenameOutcome, ServerStore } from './ports.ts';
import { claimKey, serverStatusOf, type Server, type ServerReport, type ServerStatus } from './server.ts';

const KNOWN_MS = 10_000;

export interface JudgedServer {
  server: Server;
  /** The notice that it is judged by. */
  guide: Guide;
  verdict: Verdict | null;
}

export const NOTHING_REPORTED: TenantProgress = new Map();

const NOTHING_OPEN: OpenServers = { affected: [], unknown: [] };

/** What is asked often, of every tenant. */
interface Known {
  progress: Map<string, TenantProgress>;
  /** By the tenant's id, and then the notice's. */
  openServers: Map<string, (noticeId: string) => OpenServers>;
  /** By the tenant's id, in lower case. */
  names: Map<string, ReadonlySet<string>>;
}

/** What is left out is not asked for. */
export interface ServerFilter {
  verdict?: VerdictKind | undefined;
  state?: ServerStatus['state'] | undefined;
  role?: 'active' | 'staging' | undefined;
  /** A part of the name, whatever its case. */
  name?: string | undefined;
}

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
  async function judge(tenantId: string, all: readonly Server[]): Promise<JudgedServer[]> {
    const judgeOne = createLeadingJudge(await portfolios.of(tenantId), clock.now());
    return all.map((server) => ({ server, ...judgeOne(server) }));
  }

  function signal(judged: readonly (JudgedServer & { forgottenBy?: string | null })[]): Promise<void> {
    const now = clock.now();
    const notices = portfolios.stated().guides;
    const signals = judged.flatMap(({ server, ...known }) =>
      evaluate(ALERT_KINDS.server, alertInput(server, { ...known, now })),
    );
    return alerts.apply(
      signals.map((found) => ({ ...found, notices })),
      now,
    );
  }

  /**
   * Who was never affected has nothing to be congratulated on; where the servers that were left were forgotten, people
   * hear that. One server may complete several notices at once: people are told of the one with the earliest deadline.
   */
  async function noteProgress(tenantId: string, all: readonly Server[]): Promise<void> {
    const forgotten = await servers.forgotten(tenantId);
    const isOff = ({ notice: { affects } }: Guide) => {
      const progress = progressOf(all, affects);
      if (progress === null || !isDone(progress)) return false;
      return completedServers(all, affects).length > 0 || openWhenForgotten(forgotten, affects).length > 0;
    };
    const { guides } = await portfolios.of(tenantId);
    const byDeadline = [...guides.values()].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
    const byNotice = new Map(byDeadline.map((guide) => [guide.notice.id, isOff(guide)]));
    await completions.record({ tenantId, isDone: byNotice, now: clock.now() });
  }

  function progressIn(all: readonly Server[]): TenantProgress {
    return new Map(
      [...portfolios.stated().guides.values()].flatMap(({ notice }) => {
        const progress = progressOf(all, notice.affects);
        return progress ? [[notice.id, progress] as const] : [];
      }),
    );
  }

  function learn(known: Known, tenantId: string, all: readonly Server[]): void {
    known.progress.set(tenantId, progressIn(all));
    known.names.set(tenantId, new Set(all.map(({ name }) => name.toLowerCase())));
    known.openServers.set(
      tenantId,
      memoise(
        (id) => openServersIn(all, id),
        (id) => id,
      ),
    );
  }

  const readAll = async (): Promise<Known> => {
    const read: Known = { progress: new Map(), openServers: new Map(), names: new Map() };
    for (const tenantId of await servers.tenants()) learn(read, tenantId, await servers.list(tenantId));
    return read;
  };
  /** The planner asks twice a second; another instance may have taken a report meanwhile. */
  let known: { all: Promise<Known>; notices: Portfolio; until: number } | null = null;

  function readKnown(): Promise<Known> {
    const notices = portfolios.stated();
    if (known?.notices !== notices || performance.now() > known.until) {
      const reading = { all: readAll(), notices, until: performance.now() + KNOWN_MS };
      known = reading;
      reading.all.catch(() => {
        if (known === reading) known = null; // a store that was away for a moment is asked again
      });
    }
    return known.all;
  }

  /** What is being read may be older than this list. */
  function relearn(tenantId: string, all: readonly Server[]): void {
    void known?.all.then(
      (read) => learn(read, tenantId, all),
      () => undefined, // it will be read again
    );
  }

  function openServersIn(all: readonly Server[], noticeId: string): OpenServers {
    const guide = portfolios.stated().guides.get(noticeId);
    return guide ? openServersOf(all, guide.notice.affects) : NOTHING_OPEN;
  }

  async function record(
    tenantId: string,
    reports: readonly ServerReport[],
    by: Author,
  ): Promise<JudgedServer[]> {
    const changed = await judge(tenantId, await servers.save(tenantId, reports, { by, now: clock.now() }));
    const all = await servers.list(tenantId);
    relearn(tenantId, all);
    await signal(changed);
    await noteProgress(tenantId, all);
    return changed;
  }

  async function reviewTenant(tenantId: string): Promise<void> {
    const all = await servers.list(tenantId);
    relearn(tenantId, all);
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
        all.filter((server) => passes(server, filter)),
      );
      return judged.filter(({ verdict }) => filter.verdict === undefined || verdict?.kind === filter.verdict);
    },
    progress: async (tenantId) => progressIn(await servers.list(tenantId)),
    async completedServers(tenantId, noticeId) {
      const guide = portfolios.stated().guides.get(noticeId);
      return guide ? completedServers(await servers.list(tenantId), guide.notice.affects) : [];
    },
    async openWhenForgotten(tenantId, noticeId) {
      const guide = portfolios.stated().guides.get(noticeId);
      return guide ? openWhenForgotten(await servers.forgotten(tenantId), guide.notice.affects) : [];
    },
    progressOfAll: async () => (await readKnown()).progress,
    openServers: async (tenantId, noticeId) =>
      (await readKnown()).openServers.get(tenantId)?.(noticeId) ?? NOTHING_OPEN,
    serverNames: async (tenantId) => (await readKnown()).names.get(tenantId) ?? new Set(),
    reviewTenant,
    async review() {
      for (const tenantId of await servers.tenants()) await reviewTenant(tenantId);
    },
  };
}

/** Those without a deadline come last. */
function dateOf({ deadline }: Guide): string {
  return deadline?.date ?? '9999';
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function passes(server: Server, { state, role, name }: ServerFilter): boolean {
  if (name !== undefined && !server.name.toLowerCase().includes(name.toLowerCase())) return false;
  const serverStatus = serverStatusOf(server);
  return (
    (state === undefined || serverStatus.state === state) &&
    (role === undefined || serverStatus.role === role)
  );
}
