import type { Authored } from '../access/author.ts';
import { withOwnDeadlines, type Portfolio } from '../guidance/portfolio.ts';
import type { CampaignKey, OwnDeadlines, TenantDeadlineStore, WishedDeadline } from './ports.ts';

/** Every turn and every request needs them; another instance may have set one meanwhile. */
const KNOWN_MS = 10_000;

/** The notices as they are for each tenant: with the dates that it has set. */
export interface TenantPortfolios {
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
  portfolio: Portfolio;
  tenantDeadlines: Pick<TenantDeadlineStore, 'all' | 'of' | 'set'>;
}): TenantPortfolios {
  let known: { deadlines: Promise<ReadonlyMap<string, OwnDeadlines>>; until: number } | null = null;

  function knownDeadlines(): Promise<ReadonlyMap<string, OwnDeadlines>> {
    if (!known || performance.now() > known.until) {
      const reading = { deadlines: store.all(), until: performance.now() + KNOWN_MS };
      known = reading;
      reading.deadlines.catch(() => {
        if (known === reading) known = null; // a store that was away for a moment is asked again
      });
    }
    return known.deadlines;
  }

  function refresh(): void {
    known = null;
  }

  return {
    async of(tenantId) {
      return withOwnDeadlines(portfolio, (await knownDeadlines()).get(tenantId) ?? NONE);
    },
    currentOf: async (tenantId) => withOwnDeadlines(portfolio, await store.of(tenantId)),
    async setDeadline(key, wish, asked) {
      const hasChanged = await store.set(key, wish, asked);
      refresh();
      return hasChanged;
    },
    refresh,
  };
}

const NONE: OwnDeadlines = new Map();
