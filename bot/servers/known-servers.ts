import type { OpenServers, ProgressOfTenants, TenantProgress } from '../campaign/progress.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { derive } from '../platform/derive.ts';
import { memoise } from '../platform/memoise.ts';
import { createRecent } from '../platform/recent.ts';
import { openServersOf, progressOf } from './judge-server.ts';
import type { ServerStore } from './ports.ts';
import type { Server } from './server.ts';

/** The planner asks twice a second; another instance may have taken a report meanwhile. */
const KNOWN_MS = 10_000;

const NOTHING_OPEN: OpenServers = { affected: [], unknown: [] };

/** What is asked often, of every tenant: at most ten seconds old. */
export interface KnownServers {
  progressOfAll: () => Promise<ProgressOfTenants>;
  openServers: (tenantId: string, noticeId: string) => Promise<OpenServers>;
  serverNames: (tenantId: string) => Promise<ReadonlySet<string>>;
  /** Takes over a tenant's servers, which may be newer than what is known, or is being read. */
  learn(tenantId: string, all: readonly Server[]): void;
}

/** By the tenant's id. */
interface Known {
  progress: Map<string, TenantProgress>;
  /** By the notice's id. */
  openServers: Map<string, (noticeId: string) => OpenServers>;
  /** In lower case. */
  names: Map<string, ReadonlySet<string>>;
}

/** @param stated the notices; everything is read again when they change. */
export function createKnownServers(
  servers: Pick<ServerStore, 'tenants' | 'list'>,
  stated: () => Portfolio,
): KnownServers {
  const recent = derive(stated, (portfolio) =>
    createRecent(async () => {
      const known: Known = { progress: new Map(), openServers: new Map(), names: new Map() };
      for (const tenantId of await servers.tenants()) {
        add(known, tenantId, { all: await servers.list(tenantId), portfolio });
      }
      return known;
    }, KNOWN_MS),
  );

  return {
    progressOfAll: async () => (await recent().get()).progress,
    openServers: async (tenantId, noticeId) =>
      (await recent().get()).openServers.get(tenantId)?.(noticeId) ?? NOTHING_OPEN,
    serverNames: async (tenantId) => (await recent().get()).names.get(tenantId) ?? new Set(),
    learn(tenantId, all) {
      const portfolio = stated();
      void recent()
        .known()
        ?.then(
          (known) => add(known, tenantId, { all, portfolio }),
          () => undefined, // it will be read again
        );
    },
  };
}

function add(
  known: Known,
  tenantId: string,
  { all, portfolio }: { all: readonly Server[]; portfolio: Portfolio },
): void {
  const openIn = (noticeId: string) => {
    const guide = portfolio.guides.get(noticeId);
    return guide ? openServersOf(all, guide.notice.affects) : NOTHING_OPEN;
  };
  known.progress.set(tenantId, progressIn(all, portfolio));
  known.openServers.set(
    tenantId,
    memoise(openIn, (noticeId) => noticeId),
  );
  known.names.set(tenantId, new Set(all.map(({ name }) => name.toLowerCase())));
}

/** How far a tenant is with each notice that concerns a server of it. */
export function progressIn(all: readonly Server[], { guides }: Portfolio): TenantProgress {
  return new Map(
    [...guides.values()].flatMap(({ notice }) => {
      const progress = progressOf(all, notice.affects);
      return progress ? [[notice.id, progress] as const] : [];
    }),
  );
}
