import { createCircuitBreaker } from '../delivery/circuit-breaker.ts';
import { createRateLimiter } from '../delivery/rate-limiter.ts';
import { createSender } from '../delivery/sender.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { createClock } from '../platform/clock.ts';
import { createPlanner } from '../reminders/planner.ts';
import { markRepeated, renderSummaryOnly } from '../rendering/substitutes.ts';
import { createMessenger } from '../teams/connector/messenger.ts';
import type { LimitKeeper } from '../teams/connector/rate-limit-policy.ts';
import type { AppContext } from './app-context.ts';
import { createAlertView, createPostRenderers } from './post-renderers.ts';

/** How often the planner looks for due reminders. */
const PLAN_EVERY_MS = 500;

/** How often missing jobs are recreated and expired rate limit slots deleted. */
const CLEAN_UP_EVERY_MS = 30_000;

/** How often outdated cards are updated, by the app's clock, so that simulated days have their updates too. */
const REFRESH_EVERY_MS = 300_000;

/** The cut-off of each notice that is loaded, by its id; null where it has none for every tenant. */
function cutOffsOf({ guides }: Portfolio): ReadonlyMap<string, string | null> {
  return new Map([...guides].map(([id, { deadline }]) => [id, deadline?.date ?? null]));
}

/** Plans due reminders, and sends and updates posts. Counts what else is sent to Teams against its limits. */
export interface Delivery extends Omit<LimitKeeper, 'throttled'> {
  /** Begins no more posts; resolves when those on their way have an answer, or none in time, and it is recorded. */
  drain(): Promise<void>;
  /** Records all requests, and closes the queue. */
  stop(): Promise<void>;
}

/** The queue must have been started. Ends what a process that died has left in the embedded store. */
export async function startDelivery(app: AppContext): Promise<Delivery> {
  const { config, clock, portfolios, log, metrics, database, queue, stores, registry, tasks } = app;
  const { ledger, reminderCards, reminderPlans, slots } = stores;
  const realClock = createClock();
  const readProgress = () => registry.progressOfAll();

  const givenUp = new AbortController();
  const rateLimiter = createRateLimiter(slots, realClock, { isSingleInstance: database.isEmbedded });
  const planner = createPlanner({
    clock,
    plans: reminderPlans,
    cutOffs: () => cutOffsOf(portfolios.stated()),
    readProgress,
    log,
  });
  const sender = createSender({
    clock,
    realClock,
    ledger,
    messenger: createMessenger(app.adapter, config.bot?.id ?? '', app.deadlines, givenUp.signal),
    rateLimiter,
    circuitBreaker: createCircuitBreaker(realClock, log, metrics.refused),
    renderers: createPostRenderers({
      portfolios,
      ...stores,
      registry,
      opensDialogs: app.opensDialogs,
      showAlert: createAlertView(app.dashboardLink),
    }),
    markRepeated,
    shorten: renderSummaryOnly,
    log,
    count: metrics.post,
    onBlocked: () => metrics.suspended('blocked'),
    onThrottled: metrics.throttled,
    onUnauthorised: () => metrics.tokenFailed('teams'),
  });

  if (database.isEmbedded) {
    const recovered = await ledger.recover({ now: clock.now(), realNow: realClock.now() });
    if (recovered.interrupted + recovered.released > 0) {
      log.warn(recovered, 'previous process ended during delivery, its posts are planned again');
    }
  }
  queue.work(sender);
  tasks.start({
    name: 'plan reminders',
    intervalMs: PLAN_EVERY_MS,
    part: 'reminders',
    run: () => planner.runOnce(),
  });
  tasks.start({
    name: 'clean up queue and rate limits',
    intervalMs: CLEAN_UP_EVERY_MS,
    part: 'delivery',
    run: async () => {
      await ledger.reconcile({ now: clock.now(), realNow: realClock.now() });
      await slots.deleteExpired(realClock.now());
    },
  });
  tasks.start({
    name: 'update cards',
    intervalMs: Math.max(1_000, REFRESH_EVERY_MS / config.clock.rate),
    run: async () => {
      await reminderCards.refresh(clock.now());
    },
  });

  return {
    count: (thread) => rateLimiter.record(thread),
    hold(thread, seconds) {
      const until = new Date(realClock.now().getTime() + seconds * 1_000);
      rateLimiter.hold(thread, until).catch((error: unknown) => {
        log.warn({ ...thread, until, err: error }, 'failed to record Retry-After');
      });
    },
    async drain() {
      const timer = setTimeout(() => givenUp.abort(), app.deadlines.stopPostsMs);
      await queue.drain();
      clearTimeout(timer);
    },
    async stop() {
      await rateLimiter.close();
      await queue.stop();
    },
  };
}
