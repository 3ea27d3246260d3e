import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import { covers } from '../reminders/coverage.ts';
import { isWorthADigest } from '../reminders/digest.ts';
import type { Subscription } from '../reminders/ports.ts';
import { describeDigest, type Digest, type DigestNotice } from '../rendering/digest-card.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';

/** Reads what the digest of a subscription says at `now`; null when there is nothing to say. */
export type DigestReader = (
  subscription: Pick<Subscription, 'tenantId' | 'zone' | 'coverage'>,
  now: Date,
) => Promise<Digest | null>;

export function createDigestReader({
  portfolios,
  registry,
}: {
  portfolios: Pick<TenantPortfolios, 'currentOf'>;
  registry: Pick<ServerRegistry, 'progressOfAll' | 'openServers'>;
}): DigestReader {
  return async ({ tenantId, zone, coverage }, now) => {
    const { guides } = await portfolios.currentOf(tenantId);
    const progress = (await registry.progressOfAll()).get(tenantId);
    const covered = [...guides.values()].filter(({ notice }) => covers(coverage, notice.id));
    const notices = await Promise.all(
      covered.map(async (guide): Promise<DigestNotice> => ({
        guide,
        progress: progress?.get(guide.notice.id) ?? null,
        openServers: await registry.openServers(tenantId, guide.notice.id),
      })),
    );
    const campaigns = notices.map(({ guide, progress: known }) => ({
      deadline: guide.deadline?.date ?? null,
      progress: known,
    }));
    return isWorthADigest(campaigns, now, zone) ? describeDigest(notices, { now, zone }) : null;
  };
}
