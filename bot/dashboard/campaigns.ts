import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Guide } from '../guidance/guide.ts';
import { byUrgency } from '../guidance/portfolio.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';

/** Finds the notice that a reader of the dashboard or the API means. */
export interface Campaigns {
  /** Every notice, the most urgent for the tenant first. */
  list(tenantId: string, localNow: LocalNow): Promise<[Guide, ...Guide[]]>;
  /** The notice with this id, or without one the most urgent; null when it isn't loaded. */
  find(tenantId: string, noticeId: string | undefined, localNow: LocalNow): Promise<Guide | null>;
  /** The notice with this id alone, or without one every notice as `list` sorts them; none when it isn't loaded. */
  filter(tenantId: string, noticeId: string | undefined, localNow: LocalNow): Promise<Guide[]>;
}

export function createCampaigns({
  portfolios,
  registry,
}: {
  portfolios: Pick<TenantPortfolios, 'of'>;
  registry: Pick<ServerRegistry, 'progress'>;
}): Campaigns {
  async function list(tenantId: string, localNow: LocalNow): Promise<[Guide, ...Guide[]]> {
    const [progress, portfolio] = await Promise.all([registry.progress(tenantId), portfolios.of(tenantId)]);
    return byUrgency(portfolio, localNow, ({ notice }) => progress.get(notice.id) ?? null);
  }

  return {
    list,
    async find(tenantId, noticeId, localNow) {
      if (noticeId !== undefined) return (await portfolios.of(tenantId)).guides.get(noticeId) ?? null;
      const [first] = await list(tenantId, localNow);
      return first;
    },
    async filter(tenantId, noticeId, localNow) {
      const all = await list(tenantId, localNow);
      return noticeId === undefined ? all : all.filter(({ notice }) => notice.id === noticeId);
    },
  };
}
