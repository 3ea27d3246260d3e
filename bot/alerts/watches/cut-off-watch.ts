import { EACH_TENANT } from '../../campaign/deadline.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Clock } from '../../platform/clock.ts';
import { evaluate } from '../alert-kind.ts';
import { ALERT_KINDS } from '../kinds/all-kinds.ts';
import type { AlertStore, IdentityTeamStore } from '../ports.ts';

/** The cut-offs that the notices stated at the last start. */
export interface KnownCutOffs {
  /** `YYYY-MM-DD`; null when the notice is new. */
  find(noticeId: string): Promise<string | null>;
  /**
   * Stores the new one. If there was another, reminders planned for it and not sent are skipped, and every
   * subscription is planned again from `now`.
   */
  save(noticeId: string, cutOff: string, now: Date): Promise<void>;
}

/**
 * Alerts every identity team when the notice states another cut-off than at the last start. The alert comes
 * before the new date is stored: a process that dies in between raises it again, on the same card.
 */
export async function watchCutOff({
  guide,
  known,
  teams,
  alerts,
  clock,
}: {
  guide: Guide;
  known: KnownCutOffs;
  teams: Pick<IdentityTeamStore, 'tenants'>;
  alerts: Pick<AlertStore, 'apply'>;
  clock: Clock;
}): Promise<void> {
  const { id, cutOff } = guide.notice;
  if (cutOff === null || cutOff === EACH_TENANT) return;
  const before = await known.find(id);
  if (before === cutOff) return;
  const now = clock.now();
  if (before !== null) {
    const tenants = await teams.tenants();
    const signals = tenants.flatMap((tenantId) =>
      evaluate(ALERT_KINDS.cutOff, { tenantId, guide, before, cutOff, now }),
    );
    await alerts.apply(signals, now);
  }
  await known.save(id, cutOff, now);
}
