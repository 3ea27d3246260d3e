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

/** By notice id. */
export type StatedCutOffs = ReadonlyMap<string, StatedCutOff>;

/** The cut-offs that the notices stated when they were last looked at. */
export interface KnownCutOffs {
  /** By notice id. */
  all(): Promise<ReadonlyMap<string, KnownCutOff>>;
  /**
   * Stores new ones. Where the date is another, or the notice is new or back, reminders of tenants without a date of their
   * own follow it: what was not sent is planned again, and posted cards are updated. Of one that has moved, none is posted
   * for a time before `now`.
   */
  save(cutOffs: StatedCutOffs, now: Date): Promise<void>;
  /** Marks all as away but those of the notices that are loaded. Resolves with the ids of those that were not away before. */
  markAway(loaded: readonly string[]): Promise<string[]>;
}

/**
 * Alerts every identity team when a notice states another cut-off than when it was last looked at. The alert comes
 * before the new date is stored: a process that dies in between raises it again, on the same card.
 */
export async function watchCutOffs({
  guides,
  known,
  teams,
  alerts,
  clock,
}: {
  guides: Iterable<Guide>;
  known: Pick<KnownCutOffs, 'all' | 'save'>;
  teams: Pick<IdentityTeamStore, 'tenants'>;
  alerts: Pick<AlertStore, 'apply'>;
  clock: Clock;
}): Promise<void> {
  const all = await known.all();
  const found = [...guides].map((guide) => {
    return { guide, before: all.get(guide.notice.id) ?? null, after: statedIn(guide) };
  });
  const changed = found.filter(
    ({ before, after }) =>
      !before || before.isAway || before.date !== after.date || before.sentence !== after.sentence,
  );
  if (changed.length === 0) return;
  const now = clock.now();
  const moved = changed.flatMap(({ guide, before, after }) =>
    before && before.date !== after.date ? [{ guide, before, after, now }] : [],
  );
  const tenants = moved.length > 0 ? await teams.tenants() : [];
  await alerts.apply(
    tenants.flatMap((tenantId) =>
      moved.flatMap((each) => evaluate(ALERT_KINDS.cutOff, { tenantId, ...each })),
    ),
    now,
  );
  await known.save(new Map(changed.map(({ guide, after }) => [guide.notice.id, after])), now);
}

function statedIn({ notice: { cutOff, milestones } }: Guide): StatedCutOff {
  const date = deadlineOf(cutOff, null)?.date ?? null;
  return { date, sentence: milestones.find((milestone) => milestone.date === date)?.text ?? null };
}
