import { phaseOf, daysUntil } from './calendar.ts';
import { climbLadder, type DueRung, type Schedule } from './ladder.ts';

/** For how many days after the cut-off a rung that was missed is still worth posting, in words of that day. */
const LATE_DAYS = 7;

export type SkipReason = 'superseded' | 'cut-off-passed';

export interface ReminderPlan {
  /** The newest rung that is due, to be posted now. */
  post: DueRung | null;
  /** Rungs that are due and will not be posted, and why. */
  skip: (DueRung & { reason: SkipReason })[];
  /** The rungs still to come, the next first. */
  upcoming: DueRung[];
}

/**
 * What one subscription is due: rungs after `since` (it asked then) up to `now`, of which the newest is
 * posted and the older are skipped, so that downtime brings one reminder and no flood.
 */
export function planReminders({
  cutOff,
  schedule,
  since,
  now,
}: {
  cutOff: string;
  schedule: Schedule;
  since: Date;
  now: Date;
}): ReminderPlan {
  const ladder = climbLadder(cutOff, schedule);
  const due = ladder.filter(({ dueAt }) => dueAt > since && dueAt <= now);
  const upcoming = ladder.filter(({ dueAt }) => dueAt > now && dueAt > since);
  const question = { date: cutOff, now, zone: schedule.zone };
  if (phaseOf(question) === 'after' && -daysUntil(question) > LATE_DAYS) {
    return {
      post: null,
      skip: due.map((rung) => ({ ...rung, reason: 'cut-off-passed' as const })),
      upcoming,
    };
  }
  const post = due.at(-1) ?? null;
  const skip = due.slice(0, -1).map((rung) => ({ ...rung, reason: 'superseded' as const }));
  return { post, skip, upcoming };
}
