import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Message } from '../rendering/message.ts';
import type { Ledger, Messenger, Post, SendOutcome, Settlement } from './ports.ts';

const DEFAULT_RETRY_SECONDS = 5;

/** Sends one planned post and writes down what became of it. */
export function createDelivery({
  clock,
  ledger,
  messenger,
  write,
  log,
}: {
  clock: Clock;
  ledger: Ledger;
  messenger: Messenger;
  /** The reminder in words of the moment it is sent, not of the moment it was planned. */
  write: (post: Post, now: Date) => Message;
  log: Log;
}): (postId: string) => Promise<void> {
  const send = (post: Post, now: Date): Promise<SendOutcome> | SendOutcome => {
    let message: Message;
    try {
      message = write(post, now);
    } catch (error) {
      log.error({ postId: post.id, err: error }, 'a reminder could not be written');
      return { kind: 'rejected', reason: `the card could not be rendered: ${String(error)}` };
    }
    return messenger.send(post.conversation, message);
  };
  return async (postId) => {
    const now = clock.now();
    const post = await ledger.claim(postId, now);
    if (!post) return;
    const settlement = settlementOf(await send(post, now));
    await ledger.settle(postId, settlement, clock.now());
    const fields = { postId, rung: post.rung, conversationId: post.conversation.id, ...settlement };
    if (settlement.state === 'sent') log.info(fields, 'reminder posted');
    else log.warn(fields, 'reminder not posted');
  };
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
