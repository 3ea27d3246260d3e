import type { Authored } from '../access/author.ts';
import { withOwnDeadlines, type Portfolio } from '../guidance/portfolio.ts';
import { createRecent } from '../platform/recent.ts';
import type { CampaignKey, OwnDeadlines, TenantDeadlineStore, WishedDeadline } from './ports.ts';

/** Every turn and every request needs them; another instance may have set one meanwhile. */
const KNOWN_MS = 10_000;

/**
 * The notices as they are now, and for each tenant: with the dates that it has set. The one place that holds them, because
 * they change while Cutover runs: whoever works with them asks each time, and keeps what it makes of them with `derive`.
 */
export interface TenantPortfolios {
  /** As the notices state them, without the dates of any tenant. Another object when a notice has changed. */
  stated: () => Portfolio;
  /** Has everything that is answered, planned and shown from now on follow these notices. */
  replace(portfolio: Portfolio): void;
  /** At most ten seconds old. */
  of(tenantId: string): Promise<Portfolio>;
  /** As it stands now, for what isn't rendered again soon. */
  currentOf(tenantId: string): Promise<Portfolio>;
  /** Sets or takes back the tenant's own date. False when it changes nothing. */
  setDeadline(key: CampaignKey, wish: WishedDeadline, asked: Authored): Promise<boolean>;
  /** To be called when a date has changed in another way. */
  refresh(): void;
}

export function createTenantPortfolios({
  portfolio,
  tenantDeadlines: store,
}: {
  /** The first one. */
  portfolio: Portfolio;
  tenantDeadlines: Pick<TenantDeadlineStore, 'all' | 'of' | 'set'>;
}): TenantPortfolios {
  let stated = portfolio;
  const ownDeadlines = createRecent(() => store.all(), KNOWN_MS);

  return {
    stated: () => stated,
    replace(next) {
      stated = next;
    },
    async of(tenantId) {
      const own = (await ownDeadlines.get()).get(tenantId) ?? NONE;
      return withOwnDeadlines(stated, own);
    },
    async currentOf(tenantId) {
      const own = await store.of(tenantId);
      return withOwnDeadlines(stated, own);
    },
    async setDeadline(key, wish, asked) {
      const hasChanged = await store.set(key, wish, asked);
      ownDeadlines.forget();
      return hasChanged;
    },
    refresh: ownDeadlines.forget,
  };
}

const NONE: OwnDeadlines = new Map();
