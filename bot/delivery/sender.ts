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

/** A post is taken from the ledger so long before its slot: time to write it. */
const LEAD_MS = 150;

/**
 * Posts that are worked on at the same time, those not counted that wait for their turn or for Teams: with more of
 * them each would be late for its slot because of the others.
 */
const AT_WORK = 50;

/** How soon a job looks again while nothing is sent at all, or nothing in its tenant. */
const STOPPED_SECONDS = 30;

/** Settling is tried so often: what Teams accepted must not be sent again because the store was away for a moment. */
const SETTLE_PAUSES_MS = [200, 1_000, 5_000];

/** Long past: a request without a slot of its own takes one. */
const NO_SLOT = 0;

export interface DeliveryParts {
  clock: Clock;
  /** Shows the time on the wall, where `clock` may be simulated. */
  realClock: Clock;
  ledger: Ledger;
  messenger: Messenger;
  rateLimiter: RateLimiter;
  circuitBreaker: CircuitBreaker;
  /** Of each kind of post. */
  renderers: Readonly<Record<string, PostRenderer>>;
  /** The same message, marked as one that Teams may have shown already. */
  markRepeated: (message: Message) => Message;
  /** What is left of a message that Teams refuses as too large. */
  shorten: (message: Message) => Message;
  log: Log;
  /** Counts what became of posts. */
  count: (kind: string, state: string) => void;
  /** Is told of a conversation in which the bot may not post any more. */
  onBlocked: () => void;
}

/** Sends posts, and updates of what they posted, at the pace of Teams' limits, and writes down what became of them. */
export function createDelivery(parts: DeliveryParts): PostWorker {
  const { clock, realClock, ledger, rateLimiter, circuitBreaker, log } = parts;
  const failureHistory = createFailureHistory(realClock);
  const unanswered = new Set<string>();
  const instants = () => ({ now: clock.now(), realNow: realClock.now() });

  async function settle(post: Post, settlement: Settlement): Promise<void> {
    for (const milliseconds of SETTLE_PAUSES_MS) {
      try {
        await ledger.settle(post, settlement, instants());
        return;
      } catch (error) {
        log.warn({ postId: post.id, err: error }, 'what became of a post could not be written down yet');
        await pause(milliseconds);
      }
    }
    await ledger.settle(post, settlement, instants());
  }

  function settlementIn(post: Post, outcome: Outcome): Settlement {
    const settlement = settlementOf(outcome, post, failureHistory.note(post.id, outcome.kind));
    if (settlement.state !== 'planned') failureHistory.forget(post.id);
    return settlement;
  }

  /** What Teams asks for holds for everything in that thread, whoever sends it. */
  async function hold({ conversation }: Post, until: Date): Promise<void> {
    const thread = { tenantId: conversation.tenantId, conversationId: conversation.id };
    await rateLimiter.hold(thread, until).catch((error: unknown) => {
      log.warn({ ...thread, until, err: error }, 'that Teams asked for a pause could not be written down');
    });
  }

  return {
    room: (held) =>
      Math.min(circuitBreaker.room(held), AT_WORK - (held - rateLimiter.waiting() - unanswered.size)),
    heldTenants: () => circuitBreaker.heldTenants(),

    async deliver(job, signal) {
      const slot = await rateLimiter.reserve(job);
      const realNow = realClock.now().getTime();
      if (!('at' in slot)) return Math.ceil((slot.notBefore - realNow) / 1_000);
      await rateLimiter.wait(slot.at - LEAD_MS, signal);
      if (circuitBreaker.room(0) === 0 || !circuitBreaker.admit(job)) return STOPPED_SECONDS;
      const post = await ledger.claim(job.postId, instants());
      if (!post) return null;
      const outcome = await send({ ...parts, unanswered }, post, slot.at);
      if ('retryAfterSeconds' in outcome && outcome.retryAfterSeconds !== undefined) {
        await hold(post, new Date(realClock.now().getTime() + outcome.retryAfterSeconds * 1_000));
      }
      const settlement = 'kind' in outcome ? settlementIn(post, outcome) : outcome;
      await settle(post, settlement);
      tell(parts, post, settlement);
      return null;
    },
  };
}

interface Sending extends DeliveryParts {
  /** Posts that have left and of which Teams has said nothing yet, by their ids. */
  unanswered: Set<string>;
}

async function send(parts: Sending, post: Post, at: number): Promise<Outcome | Settlement> {
  const written = await write(parts, post);
  if ('wait' in written) return { state: 'withdrawn', reason: written.wait };
  if ('skip' in written) return { state: 'skipped', reason: written.skip };
  if ('unrendered' in written) return { kind: 'unrendered', reason: written.unrendered };
  const message = post.isRepeat ? parts.markRepeated(written) : written;
  let outcome = await request(parts, post, message, at);
  if (outcome.kind === 'too-large') {
    outcome = await request(parts, post, parts.shorten(message), NO_SLOT);
  }
  parts.circuitBreaker.note(post, outcome);
  return outcome;
}

async function write(
  { renderers, clock, log }: DeliveryParts,
  post: Post,
): Promise<RenderedPost | { unrendered: string }> {
  const writer = renderers[post.kind];
  // A newer instance that shares the store may have planned it.
  if (!writer) return { unrendered: `nobody writes posts of the kind "${post.kind}"` };
  try {
    return await writer(post, clock.now());
  } catch (error) {
    log.error({ postId: post.id, err: error }, 'a post could not be written');
    return { unrendered: `the card could not be written: ${String(error)}` };
  }
}

async function request(
  { messenger, rateLimiter, unanswered }: Sending,
  { id, conversation, replaces }: Post,
  message: Message,
  at: number,
): Promise<SendOutcome> {
  let isOver = false;
  const leave = async () => {
    await rateLimiter.leave({ tenantId: conversation.tenantId, conversationId: conversation.id }, at);
    if (!isOver) unanswered.add(id);
  };
  try {
    return await (replaces
      ? messenger.update(conversation, replaces.activityId, message, leave)
      : messenger.send(conversation, message, leave));
  } finally {
    isOver = true;
    unanswered.delete(id);
  }
}

const GOOD = ['sent', 'skipped', 'withdrawn'];

function tell({ log, count, onBlocked }: DeliveryParts, post: Post, settlement: Settlement): void {
  const { id: postId, kind, occasion, isRepeat, conversation } = post;
  const fields = { postId, kind, occasion, isRepeat, conversationId: conversation.id, ...settlement };
  const what = post.replaces ? 'updated' : 'posted';
  const level = GOOD.includes(settlement.state) ? 'info' : 'warn';
  log[level](fields, settlement.state === 'sent' ? what : `not ${what}`);
  count(post.replaces ? `${kind}-update` : kind, settlement.state);
  if (settlement.state !== 'failed' || !settlement.suspend) return;
  log.warn(
    fields,
    'Teams does not let the bot post there: reminders there wait until it is seen there again',
  );
  onBlocked();
}
