import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Message } from '../rendering/message.ts';
import type { Ledger, Messenger, Post, SendOutcome, Settlement } from './ports.ts';

const DEFAULT_RETRY_SECONDS = 5;

/** Writes the card of a post in words of the moment it is sent, not of the moment it was planned. */
export type Writer = (post: Post, now: Date) => Promise<Message> | Message;

/** Sends one planned post, or updates its card, and writes down what became of it. */
export function createDelivery({
  clock,
  ledger,
  messenger,
  writers,
  log,
}: {
  clock: Clock;
  ledger: Ledger;
  messenger: Messenger;
  /** By kind of post. */
  writers: Readonly<Record<string, Writer>>;
  log: Log;
}): (postId: string) => Promise<void> {
  async function send(post: Post, now: Date): Promise<SendOutcome> {
    let message: Message | undefined;
    try {
      message = await writers[post.kind]?.(post, now);
    } catch (error) {
      log.error({ postId: post.id, err: error }, 'a post could not be written');
      return { kind: 'rejected', reason: `the card could not be rendered: ${String(error)}` };
    }
    if (!message) return { kind: 'rejected', reason: `nobody writes a post of the kind "${post.kind}"` };
    return post.activityId
      ? messenger.update(post.conversation, post.activityId, message)
      : messenger.send(post.conversation, message);
  }

  return async (postId) => {
    const now = clock.now();
    const post = await ledger.claim(postId, now);
    if (!post) return;
    const outcome = await send(post, now);
    const settlement = post.activityId ? settlementOfUpdate(outcome) : settlementOf(outcome);
    await ledger.settle(post, settlement, clock.now());
    const { kind, occasion } = post;
    const fields = { postId, kind, occasion, conversationId: post.conversation.id, ...settlement };
    if (outcome.kind === 'accepted') log.info(fields, post.activityId ? 'card updated' : 'posted');
    else log.warn(fields, post.activityId ? 'card not updated' : 'not posted');
  };
}

/** The update of a card may be repeated: it brings nothing twice. */
function settlementOfUpdate(outcome: SendOutcome): Settlement {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'refreshed', reason: null };
    case 'deferred':
    case 'ambiguous': {
      const asked = outcome.kind === 'deferred' ? outcome.retryAfterSeconds : undefined;
      return { state: 'stale', reason: outcome.reason, retryDelaySeconds: asked ?? DEFAULT_RETRY_SECONDS };
    }
    case 'blocked':
    case 'rejected':
      return { state: 'refreshed', reason: outcome.reason };
  }
}

function settlementOf(outcome: SendOutcome): Settlement {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', activityId: outcome.activityId };
    case 'deferred':
      return {
        state: 'planned',
        reason: outcome.reason,
        retryDelaySeconds: outcome.retryAfterSeconds ?? DEFAULT_RETRY_SECONDS,
      };
    case 'ambiguous':
      return { state: 'unknown', reason: outcome.reason };
    case 'blocked':
      return { state: 'failed', reason: outcome.reason, suspend: true };
    case 'rejected':
      return { state: 'failed', reason: outcome.reason, suspend: false };
  }
}
