import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { createFailureHistory } from './failure-history.ts';
import { settlementOf, type Outcome } from './retry-policy.ts';
import type {
  Post,
  PostRenderer,
  RenderedPost,
  Ledger,
  PostWorker,
  Settlement,
  Messenger,
  SendOutcome,
} from './ports.ts';
import type { Message } from './message.ts';

/** A post is claimed this long before its slot, which leaves time to render it. */
const LEAD_MS = 150;

/**
 * Posts that are processed at the same time, without those that wait for their slot or for Teams. With more,
 * they would make each other miss their slots.
 */
const MAX_CONCURRENT = 50;

/** Delay of a job while delivery is paused, altogether or in its tenant. */
const PAUSED_RETRY_SECONDS = 30;

/** Pauses between attempts to record a result: a brief outage of the store must not cause a repeat. */
const SETTLE_RETRY_DELAYS_MS = [200, 1_000, 5_000];

/** Long past, so that the request reserves a slot. */
const NO_SLOT = 0;

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
}

/** Sends and updates posts within Teams' rate limits, and records the results in the ledger. */
export function createSender(parts: SenderOptions): PostWorker {
  const { clock, realClock, ledger, rateLimiter, circuitBreaker, log } = parts;
  const failureHistory = createFailureHistory(realClock);
  const unanswered = new Set<string>();
  const instants = () => ({ now: clock.now(), realNow: realClock.now() });

  async function settle(post: Post, settlement: Settlement): Promise<void> {
    for (const milliseconds of SETTLE_RETRY_DELAYS_MS) {
      try {
        await ledger.settle(post, settlement, instants());
        return;
      } catch (error) {
        log.warn({ postId: post.id, err: error }, 'failed to record delivery result, will retry');
        await pause(milliseconds);
      }
    }
    await ledger.settle(post, settlement, instants());
  }

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
        MAX_CONCURRENT - (inProgress - rateLimiter.waiting() - unanswered.size),
      ),
    pausedTenants: () => circuitBreaker.pausedTenants(),

    async deliver(job, signal) {
      const slot = await rateLimiter.reserve(job);
      const realNow = realClock.now().getTime();
      if (!('at' in slot)) return Math.ceil((slot.notBefore - realNow) / 1_000);
      await rateLimiter.wait(slot.at - LEAD_MS, signal);
      if (circuitBreaker.capacity(0) === 0 || !circuitBreaker.admit(job)) return PAUSED_RETRY_SECONDS;
      const post = await ledger.claim(job.postId, instants());
      if (!post) return null;
      const outcome = await send({ ...parts, unanswered }, post, slot.at);
      if ('retryAfterSeconds' in outcome && outcome.retryAfterSeconds !== undefined) {
        await hold(post, new Date(realClock.now().getTime() + outcome.retryAfterSeconds * 1_000));
      }
      const settlement = 'kind' in outcome ? settlementIn(post, outcome) : outcome;
      await settle(post, settlement);
      logResult(parts, post, settlement);
      return null;
    },
  };
}

interface Sending extends SenderOptions {
  /** Ids of posts that were sent and that Teams has not answered yet. */
  unanswered: Set<string>;
}

async function send(parts: Sending, post: Post, at: number): Promise<Outcome | Settlement> {
  const rendered = await render(parts, post);
  if ('wait' in rendered) return { state: 'withdrawn', reason: rendered.wait };
  if ('skip' in rendered) return { state: 'skipped', reason: rendered.skip };
  if ('unrendered' in rendered) return { kind: 'unrendered', reason: rendered.unrendered };
  const message = post.isRepeat ? parts.markRepeated(rendered) : rendered;
  let outcome = await request(parts, post, message, at);
  if (outcome.kind === 'too-large') {
    outcome = await request(parts, post, parts.shorten(message), NO_SLOT);
  }
  parts.circuitBreaker.record(post, outcome);
  return outcome;
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
  { messenger, rateLimiter, unanswered }: Sending,
  { id, conversation, replaces }: Post,
  message: Message,
  at: number,
): Promise<SendOutcome> {
  let isOver = false;
  const beforeRequest = async () => {
    await rateLimiter.acquire({ tenantId: conversation.tenantId, conversationId: conversation.id }, at);
    if (!isOver) unanswered.add(id);
  };
  try {
    return await (replaces
      ? messenger.update(conversation, replaces.activityId, message, beforeRequest)
      : messenger.send(conversation, message, beforeRequest));
  } finally {
    isOver = true;
    unanswered.delete(id);
  }
}

/** States that need no attention. */
const SUCCESSFUL = ['sent', 'skipped', 'withdrawn'];

function logResult({ log, count, onBlocked }: SenderOptions, post: Post, settlement: Settlement): void {
  const { id: postId, kind, occasion, isRepeat, conversation } = post;
  const fields = { postId, kind, occasion, isRepeat, conversationId: conversation.id, ...settlement };
  const level = SUCCESSFUL.includes(settlement.state) ? 'info' : 'warn';
  log[level](fields, messageOf(post, settlement));
  count(post.replaces ? `${kind}-update` : kind, settlement.state);
  if (settlement.state !== 'failed' || !settlement.suspend) return;
  log.warn(fields, 'bot may no longer post in conversation, reminders suspended');
  onBlocked();
}

function messageOf({ replaces }: Post, { state }: Settlement): string {
  if (replaces) return state === 'sent' ? 'card updated' : 'card not updated';
  return state === 'sent' ? 'post sent' : 'post not sent';
}
