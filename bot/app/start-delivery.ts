import type { Progress } from '../campaign/progress.ts';
import { createClock, type Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { createCircuitBreaker } from '../delivery/circuit-breaker.ts';
import { createSender } from '../delivery/sender.ts';
import { runEvery } from '../platform/run-every.ts';
import { createRateLimiter } from '../delivery/rate-limiter.ts';
import { markRepeated, renderSummaryOnly } from '../rendering/substitutes.ts';
import { createPlanner } from '../reminders/planner.ts';
import type { PostQueue } from '../store/delivery/post-queue.ts';
import type { Stores } from '../store/stores.ts';
import type { PostRenderer, Messenger } from '../delivery/ports.ts';
import type { Thread } from '../delivery/teams-limits.ts';

/** How often the planner looks for what is due, in real time. */
const PLAN_EVERY_MS = 500;

/** How often posts are looked for that lost their job, and what the limits need not remember is forgotten. */
const TIDY_EVERY_MS = 30_000;

/** Everything between what a feature wants to say and Teams. */
export interface Posting {
  /** Counts a request to Teams that does not wait for its turn, such as a reply. */
  note(request: Thread): void;
  /** Teams wants a thread left alone for so long: no reminder goes there before. */
  hold(thread: Thread, seconds: number): void;
  /** Plans and delivers from now on; the queue must have been started. */
  start(): void;
  /** Lets what is under way end. */
  stop(): Promise<void>;
}

/** Wires planning, ledger, queue and delivery over a store that is open. */
export function createPosting({
  stores,
  queue,
  isSingleInstance,
  clock,
  messenger,
  renderers,
  cutOffs,
  readProgress,
  metrics,
  log,
}: {
  stores: Pick<Stores, 'ledger' | 'reminderPlans' | 'slots'>;
  queue: PostQueue;
  /** No other instance shares the store. */
  isSingleInstance: boolean;
  clock: Clock;
  messenger: Messenger;
  /** Of each kind of post. */
  renderers: Readonly<Record<string, PostRenderer>>;
  /** Of each notice that is loaded, by its id. */
  cutOffs: ReadonlyMap<string, string>;
  /** Of each tenant in which somebody has reported servers, by its id. */
  readProgress: () => Promise<ReadonlyMap<string, Progress>>;
  metrics: Pick<Metrics, 'post' | 'suspended' | 'refused'>;
  log: Log;
}): Posting {
  const realClock = createClock();
  const { ledger, reminderPlans, slots } = stores;
  const circuitBreaker = createCircuitBreaker(realClock, log, metrics.refused);
  const rateLimiter = createRateLimiter(slots, realClock, { isSingleInstance });
  const planner = createPlanner({ clock, plans: reminderPlans, cutOffs, readProgress, log });
  const delivery = createSender({
    clock,
    realClock,
    ledger,
    messenger,
    rateLimiter,
    circuitBreaker,
    renderers,
    markRepeated,
    shorten: renderSummaryOnly,
    log,
    count: metrics.post,
    onBlocked: () => metrics.suspended('blocked'),
  });

  async function tidy(): Promise<void> {
    await ledger.reconcile({ now: clock.now(), realNow: realClock.now() });
    await slots.deleteExpired(realClock.now());
  }

  const beat = (intervalMs: number, what: string, run: () => Promise<void>) => {
    const onError = (error: unknown) => log.error({ err: error }, `${what} failed; it is tried again`);
    return runEvery({ intervalMs, run, onError });
  };
  let stopBeats: () => Promise<unknown> = () => Promise.resolve();

  return {
    note: (request) => rateLimiter.record(request),
    hold(thread, seconds) {
      rateLimiter
        .hold(thread, new Date(realClock.now().getTime() + seconds * 1_000))
        .catch((error: unknown) => {
          log.warn({ ...thread, err: error }, 'that Teams asked for a pause could not be written down');
        });
    },
    start() {
      queue.work(delivery);
      const beats = [
        beat(PLAN_EVERY_MS, 'planning', () => planner.runOnce()),
        beat(TIDY_EVERY_MS, 'tidying', tidy),
      ];
      stopBeats = () => Promise.all(beats.map((each) => each.stop()));
    },
    async stop() {
      await stopBeats();
      await queue.stop();
    },
  };
}
