import { covers } from './coverage.ts';
import { planDigest } from './digest.ts';
import { planReminders, type ReminderPlan } from './plan.ts';
import type { ProgressOfTenants } from '../campaign/progress.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { ALL_NOTICES, type DueWork, type ReminderPlans, type Subscription } from './ports.ts';

/** Tolerated difference between the clocks of instances. A clock that goes back by more was wrong. */
const CLOCK_TOLERANCE_MS = 60_000;

/** When a subscription that could not be planned is planned again. */
const RETRY_AFTER_MS = 3_600_000;

export interface Planner {
  /** Plans everything that is due. Resolves when it is in the ledger. */
  runOnce(): Promise<void>;
}

/** Plans due reminders into the ledger, by the app's clock. */
export function createPlanner({
  clock,
  plans,
  cutOffs,
  readProgress,
  log,
}: {
  clock: Clock;
  plans: ReminderPlans;
  /**
   * Cut-off of each notice that is loaded now, by its id; null where it has none for every tenant. Subscriptions to other
   * notices wait until the notice is loaded again.
   */
  cutOffs: () => DueWork['cutOffs'];
  /** Progress of each tenant with reported servers, by the tenant's id and the notice's. */
  readProgress: () => Promise<ProgressOfTenants>;
  log: Pick<Log, 'error'>;
}): Planner {
  let lastRun: Date | null = null;

  /** Plans again what was skipped while the clock was ahead; also at the start, because the last run's clock is unknown. */
  async function handleClockRewind(now: Date): Promise<void> {
    const latest = new Date(now.getTime() + CLOCK_TOLERANCE_MS);
    if (!lastRun || lastRun > latest) await plans.rewind({ now, latest });
    lastRun = now;
  }

  /** Null when it fails, which is logged. */
  function attempt<Plan>(
    plan: () => Plan,
    { id: subscriptionId }: Subscription,
    noticeId?: string,
  ): Plan | null {
    try {
      return plan();
    } catch (error) {
      log.error({ err: error, subscriptionId, noticeId }, 'failed to plan subscription, will retry');
      return null;
    }
  }

  return {
    async runOnce() {
      const now = clock.now();
      await handleClockRewind(now);
      const progress = await readProgress();
      const retryAt = new Date(now.getTime() + RETRY_AFTER_MS);
      const decide: DueWork['decide'] = (subscription, plannedUntil, deadlines) => {
        const { tenantId, since, snoozedUntil } = subscription;
        const covered = [...deadlines].filter(coveredBy(subscription));
        const notices = covered.map(([noticeId, deadline]) => {
          const cutOff = deadline.date;
          const reported = progress.get(tenantId)?.get(noticeId) ?? null;
          const asked = later(since, deadline.since);
          const question = { cutOff, schedule: subscription, since: asked, snoozedUntil, plannedUntil, now };
          const plan = attempt(
            () => planReminders({ ...question, progress: reported }),
            subscription,
            noticeId,
          );
          return { noticeId, cutOff, plan: plan ?? emptyPlan(retryAt) };
        });
        const campaigns = covered.map(([noticeId, { date }]) => ({
          deadline: date,
          progress: progress.get(tenantId)?.get(noticeId) ?? null,
        }));
        const question = { schedule: subscription, since, snoozedUntil, plannedUntil, campaigns, now };
        const digest = attempt(() => planDigest(question), subscription) ?? {
          post: null,
          planAgainAt: retryAt,
        };
        return { notices, digest };
      };
      await plans.planDue({ now, cutOffs: cutOffs(), decide });
    },
  };
}

/** Of notices by their id, those that the subscription is about. */
function coveredBy({ noticeId, coverage }: Subscription): (notice: [string, unknown]) => boolean {
  return ([id]) => (noticeId === ALL_NOTICES || id === noticeId) && covers(coverage, id);
}

function later(a: Date, b: Date | null): Date {
  return b !== null && b > a ? b : a;
}

function emptyPlan(planAgainAt: Date): ReminderPlan {
  return { post: null, skip: [], held: null, upcoming: [], planAgainAt };
}
