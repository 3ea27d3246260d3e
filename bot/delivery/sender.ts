import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { createFailureHistory } from './failure-history.ts';
import { settlementOf, type Outcome } from './retry-policy.ts';
import type {
  Post,
  PostJob,
  PostRenderer,
  RenderedPost,
  Ledger,
  PostWorker,
  Settlement,
  Messenger,
  SendOutcome,
} from './ports.ts';
import type { Message } from './message.ts';

/** A post is claimed this long before its slot, which leaves time to render it and to record its departure. */
const LEAD_MS = 400;

/**
 * Posts that are processed at the same time, without those that wait for their slot or for Teams. With more,
 * they would make each other miss their slots.
 */
const MAX_CONCURRENT = 50;

/** Delay of a job while delivery is paused, altogether or in its tenant. */
const PAUSED_RETRY_SECONDS = 30;

/** Its post was claimed before delivery was paused. */
const PAUSED: Settlement = {
  state: 'planned',
  reason: 'delivery-paused',
  retryDelaySeconds: PAUSED_RETRY_SECONDS,
};

/** Pauses between attempts to record a result; the last one is repeated. */
const SETTLE_RETRY_DELAYS_MS = [200, 1_000, 5_000];

/**
 * A result is held for about an hour of an outage of the store: only a result that is not recorded makes Cutover
 * repeat a post that Teams has.
 */
const MAX_SETTLE_ATTEMPTS = 700;

/** Most posts that are remembered as too large for Teams. */
const MAX_OVERSIZED = 10_000;

export interface SenderOptions {
  clock: Clock;
  /** Real time, where `clock` may be simulated. */
  realClock: Clock;
  ledger: Ledger;
  messenger: Messenger;
  rateLimiter: RateLimiter;
  circuitBreaker: CircuitBreaker;
  /** By kind of post. */
  renderers: Readonly<Record<string, PostRenderer>>;
  /** Marks a message as one that Teams may already have shown. */
  markRepeated: (message: Message) => Message;
  /** Shortens a message that Teams refuses as too large. */
  shorten: (message: Message) => Message;
  log: Log;
  /** Counts results, for metrics. */
  count: (kind: string, state: string) => void;
  /** Called when the bot may no longer post in a conversation. */
  onBlocked: () => void;
  /** Called when Teams says when to come back. */
  onThrottled: () => void;
  /** Called when Teams, or the token service, refuses the bot. */
  onUnauthorised: () => void;
}

/** Sends and updates posts within Teams' rate limits, and records the results in the ledger. */
export function createSender(parts: SenderOptions): PostWorker {
  const { clock, realClock, ledger, rateLimiter, circuitBreaker, log } = parts;
  const failureHistory = createFailureHistory(realClock);
  const sending = {
    ...parts,
    unanswered: new Set<string>(),
    oversized: new LRUCache<string, true>({ max: MAX_OVERSIZED }),
  };
  const instants = () => ({ now: clock.now(), realNow: realClock.now() });

  /** While the process stops, one more attempt is made at once. */
  async function settle(post: Post, settlement: Settlement, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; attempt < MAX_SETTLE_ATTEMPTS && !signal.aborted; attempt++) {
      try {
        await ledger.settle(post, settlement, instants());
        return;
      } catch (error) {
        log.warn({ postId: post.id, err: error }, 'failed to record delivery result, will retry');
        const milliseconds = SETTLE_RETRY_DELAYS_MS[attempt] ?? SETTLE_RETRY_DELAYS_MS.at(-1);
        await pause(milliseconds, undefined, { signal }).catch(() => undefined);
      }
    }
    await ledger.settle(post, settlement, instants());
  }

  const isPaused = ({ tenantId }: PostJob) =>
    circuitBreaker.capacity(0) === 0 || circuitBreaker.pausedTenants().includes(tenantId);

  function settlementIn(post: Post, outcome: Outcome): Settlement {
    const settlement = settlementOf(outcome, post, failureHistory.record(post.id, outcome.kind));
    if (settlement.state !== 'planned') failureHistory.forget(post.id);
    return settlement;
  }

  /** A Retry-After applies to the whole thread and to every instance. */
  async function hold({ conversation }: Post, until: Date): Promise<void> {
    const thread = { tenantId: conversation.tenantId, conversationId: conversation.id };
    await rateLimiter.hold(thread, until).catch((error: unknown) => {
      log.warn({ ...thread, until, err: error }, 'failed to record Retry-After');
    });
  }

  return {
    capacity: (inProgress) =>
      Math.min(
        circuitBreaker.capacity(inProgress),
        MAX_CONCURRENT - (inProgress - rateLimiter.waiting() - sending.unanswered.size),
      ),
    pausedTenants: () => circuitBreaker.pausedTenants(),

    async deliver(job, signal) {
      const slot = await rateLimiter.reserve(job);
      const realNow = realClock.now().getTime();
      if (!('at' in slot)) return Math.ceil((slot.notBefore - realNow) / 1_000);
      await rateLimiter.wait(slot.at - LEAD_MS, signal);
      if (isPaused(job)) return PAUSED_RETRY_SECONDS;
      const post = await ledger.claim(job.postId, instants());
      if (!post) return null;
      const outcome = await send(sending, post, slot.at);
      if (outcome === 'claim-over') {
        log.info({ postId: post.id }, 'post claimed by another worker or changed meanwhile, not sent');
        return null;
      }
      if ('retryAfterSeconds' in outcome && outcome.retryAfterSeconds !== undefined) {
        parts.onThrottled();
        await hold(post, new Date(realClock.now().getTime() + outcome.retryAfterSeconds * 1_000));
      }
      if ('kind' in outcome && outcome.kind === 'unauthorised') parts.onUnauthorised();
      const settlement = 'kind' in outcome ? settlementIn(post, outcome) : outcome;
      await settle(post, settlement, signal);
      logResult(parts, post, settlement);
      return null;
    },
  };
}

interface Sending extends SenderOptions {
  /** Ids of posts that were sent and that Teams has not answered yet. */
  unanswered: Set<string>;
  /** Ids of posts that Teams has refused as too large. */
  oversized: LRUCache<string, true>;
}

/** Renders a claimed post and sends it at `at`. `claim-over` if it must not be sent any more. */
async function send(parts: Sending, post: Post, at: number): Promise<Outcome | Settlement | 'claim-over'> {
  const { oversized, markRepeated, shorten } = parts;
  const rendered = await render(parts, post);
  if ('wait' in rendered) return { state: 'withdrawn', reason: rendered.wait };
  if ('skip' in rendered) return { state: 'skipped', reason: rendered.skip };
  if ('unrendered' in rendered) return { kind: 'unrendered', reason: rendered.unrendered };
  const message = post.isRepeat ? markRepeated(rendered) : rendered;
  const isShortened = oversized.has(post.id);
  const outcome = await request(parts, post, isShortened ? shorten(message) : message, at);
  if (outcome === 'claim-over' || 'state' in outcome) return outcome;
  parts.circuitBreaker.record(post, outcome);
  if (outcome.kind !== 'too-large' || isShortened) return outcome;
  oversized.set(post.id, true);
  return { state: 'planned', reason: outcome.reason, retryDelaySeconds: 0 };
}

async function render(
  { renderers, clock, log }: SenderOptions,
  post: Post,
): Promise<RenderedPost | { unrendered: string }> {
  const renderer = renderers[post.kind];
  // A newer instance that shares the store may have planned it.
  if (!renderer) return { unrendered: `no renderer for kind "${post.kind}"` };
  try {
    return await renderer(post, clock.now());
  } catch (error) {
    log.error({ postId: post.id, err: error }, 'failed to render post, will retry');
    return { unrendered: `rendering failed: ${String(error)}` };
  }
}

async function request(
  { messenger, rateLimiter, circuitBreaker, ledger, clock, realClock, unanswered }: Sending,
  post: Post,
  message: Message,
  at: number,
): Promise<SendOutcome | Settlement | 'claim-over'> {
  const { id, conversation, replaces } = post;
  const thread = { tenantId: conversation.tenantId, conversationId: conversation.id };
  let isOver = false;
  const obstacles: (Settlement | 'claim-over')[] = [];
  const stop = (because: Settlement | 'claim-over') => {
    obstacles.push(because);
    throw new Error('The post must not be sent now.');
  };
  // Requests that were claimed before it may have opened a circuit meanwhile.
  const admit = () => {
    const mayProbe = circuitBreaker.capacity(0) > 0 && circuitBreaker.admit({ postId: id, ...thread });
    if (!mayProbe) stop(PAUSED);
  };
  const depart = async () => {
    if (isOver) return;
    admit();
    const hasDeparted = await ledger.depart(post, { now: clock.now(), realNow: realClock.now() });
    if (!hasDeparted) stop('claim-over');
  };
  const beforeRequest = async () => {
    if (replaces) admit();
    await rateLimiter.acquire(thread, at, replaces ? undefined : depart);
    if (isOver) return;
    if (!replaces) ledger.noteLeaving(post);
    unanswered.add(id);
  };
  try {
    const outcome = await (replaces
      ? messenger.update(conversation, replaces.activityId, message, beforeRequest)
      : messenger.send(conversation, message, beforeRequest));
    return obstacles[0] ?? outcome;
  } finally {
    isOver = true;
    unanswered.delete(id);
  }
}

/** States that need no attention: what is planned again comes later, and an outage defers many posts. */
const UNREMARKABLE = ['sent', 'skipped', 'withdrawn', 'planned'];

function logResult({ log, count, onBlocked }: SenderOptions, post: Post, settlement: Settlement): void {
  const { id: postId, kind, occasion, isRepeat, conversation } = post;
  const fields = { postId, kind, occasion, isRepeat, conversationId: conversation.id, ...settlement };
  const level = UNREMARKABLE.includes(settlement.state) ? 'info' : 'warn';
  log[level](fields, messageOf(post, settlement));
  count(post.replaces ? `${kind}-update` : kind, settlement.state);
  if (settlement.state !== 'failed' || !settlement.suspend) return;
  log.warn(fields, 'bot may no longer post in conversation, reminders suspended');
  onBlocked();
}

function messageOf({ replaces }: Post, { state }: Settlement): string {
  if (state === 'planned') return replaces ? 'card update deferred' : 'post deferred';
  if (replaces) return state === 'sent' ? 'card updated' : 'card not updated';
  return state === 'sent' ? 'post sent' : 'post not sent';
}
