import { deadlineOf } from '../../campaign/deadline.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Clock } from '../../platform/clock.ts';
import { evaluate } from '../alert-kind.ts';
import { ALERT_KINDS } from '../kinds/all-kinds.ts';
import type { StatedCutOff } from '../kinds/cut-off-moved.ts';
import type { AlertStore, IdentityTeamStore } from '../ports.ts';

/** A cut-off as its notice stated it when it was last looked at. */
export interface KnownCutOff extends StatedCutOff {
  /** Whether the notice was not loaded since. */
  isAway: boolean;
}

/** The cut-offs that the notices stated when they were last looked at. */
export interface KnownCutOffs {
  /** Null when the notice is new. */
  find(noticeId: string): Promise<KnownCutOff | null>;
  /**
   * Stores the new one. If its date is another, or the notice is new or back, reminders of tenants without a date of their
   * own follow it: what was not sent is planned again, and posted cards are updated. Of one that has moved, none is posted
   * for a time before `now`.
   */
  save(noticeId: string, cutOff: StatedCutOff, now: Date): Promise<void>;
  /** Marks all as away but those of the notices that are loaded. Resolves with the ids of those that were not away before. */
  markAway(loaded: readonly string[]): Promise<string[]>;
}

/**
 * Alerts every identity team when the notice states another cut-off than when it was last looked at. The alert comes
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
  const { id, cutOff, milestones } = guide.notice;
  const date = deadlineOf(cutOff, null)?.date ?? null;
  const sentence = milestones.find((milestone) => milestone.date === date)?.text ?? null;
  const before = await known.find(id);
  if (before && !before.isAway && before.date === date && before.sentence === sentence) return;
  const now = clock.now();
  if (before && before.date !== date) {
    const tenants = await teams.tenants();
    const signals = tenants.flatMap((tenantId) =>
      evaluate(ALERT_KINDS.cutOff, { tenantId, guide, before, after: { date, sentence }, now }),
    );
    await alerts.apply(signals, now);
  }
  await known.save(id, { date, sentence }, now);
}
