import { EACH_TENANT } from '../campaign/deadline.ts';
import { isDone, type ProgressOfTenants } from '../campaign/progress.ts';
import { afterQuietHours } from '../campaign/quiet-hours.ts';
import type { Clock } from '../platform/clock.ts';
import type { WindowNoteStore } from './ports.ts';
import type { TenantPortfolios } from './tenant-portfolios.ts';

/**
 * Tells each tenant once how to find out its window, for each notice that has no date for everyone: the identity team,
 * which may set the date, or else the conversation that has had reminders for the longest. Where Teams lets nothing in,
 * the next of them is told. Nobody is told after the tenant
 * has set a date or has nothing left to do, and nobody in quiet hours.
 */
export function createWindowWatch({
  portfolios,
  windowNotes,
  readProgress,
  clock,
}: {
  portfolios: Pick<TenantPortfolios, 'stated'>;
  windowNotes: WindowNoteStore;
  readProgress: () => Promise<ProgressOfTenants>;
  clock: Clock;
}): () => Promise<void> {
  return async () => {
    const now = clock.now();
    for (const [noticeId, { notice }] of portfolios.stated().guides) {
      if (notice.cutOff !== EACH_TENANT) continue;
      const waiting = await windowNotes.waiting(noticeId, now);
      const progress = waiting.length === 0 ? null : await readProgress();
      for (const { tenantId, conversationId, quietHours, zone } of waiting) {
        const reported = progress?.get(tenantId)?.get(noticeId);
        const isQuiet = quietHours !== null && afterQuietHours(now, quietHours, zone) > now;
        if (isQuiet || (reported && isDone(reported))) continue;
        await windowNotes.tell({ tenantId, noticeId }, conversationId, now);
      }
    }
  };
}
