import { planReminders } from '../campaign/plan.ts';
import type { Clock } from '../clock.ts';
import type { Ledger, Subscription } from './ports.ts';

const BATCH = 200;

export interface Planner {
  /** Plans everything that is due now; resolves when the ledger has it. */
  runOnce(): Promise<void>;
}

/** Writes what is due into the ledger, from the clock that everything else follows. */
export function createPlanner({
  clock,
  ledger,
  cutOffs,
}: {
  clock: Clock;
  ledger: Ledger;
  /** Of each notice that is loaded, by its id. Subscriptions to another notice wait until it is back. */
  cutOffs: ReadonlyMap<string, string>;
}): Planner {
  return {
    async runOnce() {
      const now = clock.now();
      let due: Subscription[];
      do {
        due = await ledger.dueSubscriptions(now, [...cutOffs.keys()], BATCH);
        for (const subscription of due) {
          const cutOff = cutOffs.get(subscription.noticeId);
          if (!cutOff) continue;
          const plan = planReminders({ cutOff, schedule: subscription, since: subscription.since, now });
          await ledger.recordPlan(subscription, cutOff, plan, now);
        }
      } while (due.length === BATCH);
    },
  };
}
