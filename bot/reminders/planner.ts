import { planReminders, type ReminderPlan } from './plan.ts';
import type { Progress } from '../campaign/progress.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { CutoverError } from '../platform/errors.ts';
import type { ReminderPlans, Subscription } from './ports.ts';

/** Clocks of instances differ a little; a clock that goes back by more was wrong. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What cannot be planned is looked at again after so long, and holds up nothing else. */
const RETRY_AFTER_MS = 3_600_000;

export interface Planner {
  /** Plans everything that is due now; resolves when the ledger has it. */
  runOnce(): Promise<void>;
}

/** Writes what is due into the ledger, from the clock that everything else follows. */
export function createPlanner({
  clock,
  plans,
  cutOffs,
  readProgress,
  log,
}: {
  clock: Clock;
  plans: ReminderPlans;
  /** Of each notice that is loaded, by its id. Subscriptions to another notice wait until it is back. */
  cutOffs: ReadonlyMap<string, string>;
  /** Of each tenant in which somebody has reported servers, by its id. */
  readProgress: () => Promise<ReadonlyMap<string, Progress>>;
  log: Pick<Log, 'error'>;
}): Planner {
  let lastRun: Date | null = null;

  /** What a clock that was ahead has left out is planned again; nobody knows what it showed before this process. */
  async function handleClockRewind(now: Date): Promise<void> {
    const latest = new Date(now.getTime() + CLOCK_TOLERANCE_MS);
    if (!lastRun || lastRun > latest) await plans.rewind({ now, latest });
    lastRun = now;
  }

  return {
    async runOnce() {
      const now = clock.now();
      await handleClockRewind(now);
      const progress = await readProgress();
      const decide = (subscription: Subscription, plannedUntil: Date) => {
        const { noticeId, tenantId, since, snoozedUntil } = subscription;
        const cutOff = cutOffs.get(noticeId);
        if (!cutOff) throw new CutoverError('no-cut-off', `The notice "${noticeId}" has no cut-off.`);
        const question = { cutOff, schedule: subscription, since, snoozedUntil, plannedUntil, now };
        try {
          return { cutOff, plan: planReminders({ ...question, progress: progress.get(tenantId) ?? null }) };
        } catch (error) {
          log.error({ err: error, subscriptionId: subscription.id }, 'a subscription cannot be planned');
          return { cutOff, plan: emptyPlan(now) };
        }
      };
      await plans.planDue({ now, cutOffs, decide });
    },
  };
}

function emptyPlan(now: Date): ReminderPlan {
  const planAgainAt = new Date(now.getTime() + RETRY_AFTER_MS);
  return { post: null, skip: [], held: null, upcoming: [], planAgainAt };
}
