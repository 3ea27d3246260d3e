import { LRUCache } from 'lru-cache';
import type { Verdict } from '../guidance/version-verdict.ts';
import type { Progress } from '../campaign/progress.ts';
import { createLeadingJudge, progressOf } from '../servers/judge-server.ts';
import type { Clock } from '../platform/clock.ts';
import { KIND_WORDS } from '../guidance/answer-versions.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import type { ServerStore } from '../servers/ports.ts';
import { describeClaim, describeReport, serverStatusOf, type Server } from '../servers/server.ts';
import {
  SERVER_STATUSES,
  type ProgressPoint,
  type ServerBody,
  type ServerPage,
  type ServerStatus,
  type StatusCount,
} from './campaign-body.ts';
import type { DashboardStore } from './ports.ts';
import { progressOverTime } from './progress-over-time.ts';

/** Tenants whose lists are cached. */
const CACHED_TENANTS = 50;

/** A tenant's servers in their current state, by name. */
export interface ServerList {
  servers: readonly ServerBody[];
  summary: StatusCount[];
  /** Null when none of them counts. */
  counted: Progress | null;
  progress: ProgressPoint[];
}

export interface ServerListQuery {
  status: ServerStatus | null;
  /** Part of the name or beginning of the version, in any case. */
  search: string;
  /** Name of the last server on the previous page, in any case; null for the first page. */
  after: string | null;
  limit: number;
}

export interface ServerLists {
  /** Counted for a notice; each server is judged by the notice that is closest to its version. */
  of(tenantId: string, guide: Guide): Promise<ServerList>;
}

interface KnownList {
  key: string;
  notices: Portfolio;
  serverList: Promise<ServerList>;
}

/** Caches lists until a report is saved, a notice changes or a new day begins, so that 10,000 servers aren't judged on every request. */
export function createServerLists({
  portfolios,
  servers,
  dashboard,
  clock,
}: {
  portfolios: Pick<TenantPortfolios, 'of' | 'stated'>;
  servers: Pick<ServerStore, 'list'>;
  dashboard: Pick<DashboardStore, 'serversRevision'>;
  clock: Clock;
}): ServerLists {
  const serverLists = new LRUCache<string, KnownList>({ max: CACHED_TENANTS });

  async function read(tenantId: string, { notice }: Guide, now: Date): Promise<ServerList> {
    const judge = createLeadingJudge(await portfolios.of(tenantId), now);
    const all = await servers.list(tenantId);
    const bodies = all.map((server) => toServerBody(server, judge(server).verdict));
    return {
      servers: bodies,
      summary: summarise(bodies),
      counted: progressOf(all, notice.affects),
      progress: progressOverTime(all, notice.affects),
    };
  }

  return {
    async of(tenantId, guide) {
      const now = clock.now();
      const key = `${now.toISOString().slice(0, 10)} ${await dashboard.serversRevision(tenantId)}`;
      const place = `${tenantId} ${guide.notice.id}`;
      const notices = portfolios.stated();
      const known = serverLists.get(place);
      if (known?.key === key && known.notices === notices) return known.serverList;
      const serverList = read(tenantId, guide, now);
      serverLists.set(place, { key, notices, serverList });
      serverList.catch(() => serverLists.delete(place));
      return serverList;
    },
  };
}

/** One page of the matching servers, from where the last page ended: its last server may have left the list since. */
export function pageOf(
  { servers }: ServerList,
  { status, search, after, limit }: ServerListQuery,
): ServerPage {
  const wanted = search.trim().toLowerCase();
  const matching = servers.filter(
    (server) =>
      (status === null || server.status === status) &&
      (wanted === '' ||
        server.name.toLowerCase().includes(wanted) ||
        (server.version?.startsWith(wanted) ?? false)),
  );
  const last = after?.toLowerCase() ?? '';
  const left = matching.filter(({ name }) => name.toLowerCase() > last);
  const items = left.slice(0, limit);
  const isLast = left.length <= limit;
  return { total: matching.length, items, next: isLast ? null : (items.at(-1)?.name ?? null) };
}

function toServerBody(server: Server, verdict: Verdict | null): ServerBody {
  const { version, role, state, authentication, counted, claim, contradiction } = serverStatusOf(server);
  const [newest] = counted;
  return {
    id: server.id,
    name: server.name,
    version,
    role,
    authentication,
    status: state === 'in-use' ? (verdict?.kind ?? 'no-version') : state,
    reporter: newest?.reporter ?? '',
    observedAt: newest?.observedAt.toISOString() ?? '',
    claim: claim && {
      reporter: claim.reporter,
      says: describeClaim(claim),
      at: claim.observedAt.toISOString(),
    },
    contradiction: contradiction && {
      reporter: contradiction.reporter,
      reported: describeReport(contradiction),
    },
  };
}

/** Counts by status, most urgent first; statuses without a server are left out. */
function summarise(servers: readonly ServerBody[]): StatusCount[] {
  const counts = new Map<ServerStatus, number>();
  for (const { status } of servers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return SERVER_STATUSES.flatMap((status) => {
    const count = counts.get(status) ?? 0;
    return count > 0 ? [{ status, label: LABELS[status], meaning: MEANINGS[status], count }] : [];
  });
}

const LABELS: Readonly<Record<ServerStatus, string>> = {
  retired: 'Affected',
  'out-of-support': 'Out of support',
  'below-minimum': 'Below minimum',
  unknown: 'Not in version history',
  'no-version': 'Version not reported',
  supported: 'Supported',
  migrated: 'Migrated',
  decommissioned: 'Decommissioned',
};

const MEANINGS: Readonly<Record<ServerStatus, string>> = {
  ...KIND_WORDS,
  'no-version': 'no report names its version',
  migrated: 'its directory is now synchronised another way',
  decommissioned: 'no longer in use',
};
