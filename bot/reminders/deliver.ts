import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Ledger, Messenger, Post, PostWriter, SendOutcome, Settlement, Written } from './ports.ts';

const DEFAULT_RETRY_SECONDS = 5;

/** Sends one post, or updates what it posted, and writes down what became of it. */
export function createDelivery({
  clock,
  realClock,
  ledger,
  messenger,
  writers,
  log,
}: {
  clock: Clock;
  /** Shows the time on the wall, where `clock` may be simulated. */
  realClock: Clock;
  ledger: Ledger;
  messenger: Messenger;
  /** Of each kind of post. */
  writers: Readonly<Record<string, PostWriter>>;
  log: Log;
}): (postId: string) => Promise<void> {
  async function write(post: Post, now: Date): Promise<Written | { failed: string }> {
    const writer = writers[post.kind];
    if (!writer) return { failed: `nobody writes posts of the kind "${post.kind}"` };
    try {
      return await writer(post, now);
    } catch (error) {
      log.error({ postId: post.id, err: error }, 'a post could not be written');
      return { failed: `the card could not be rendered: ${String(error)}` };
    }
  }

  async function deliver(post: Post, now: Date): Promise<Settlement> {
    const written = await write(post, now);
    if ('skip' in written) return { state: 'skipped', reason: written.skip };
    if ('failed' in written) return { state: 'failed', reason: written.failed, suspend: false };
    const { conversation, replaces } = post;
    return settlementOf(
      replaces
        ? await messenger.update(conversation, replaces.activityId, written)
        : await messenger.send(conversation, written),
    );
  }

  return async (postId) => {
    const now = clock.now();
    const post = await ledger.claim(postId, { now, realNow: realClock.now() });
    if (!post) return;
    const settlement = await deliver(post, now);
    await ledger.settle(post, settlement, clock.now());
    const { kind, occasion, conversation } = post;
    const fields = { postId, kind, occasion, conversationId: conversation.id, ...settlement };
    const isGood = settlement.state === 'sent' || settlement.state === 'skipped';
    if (post.replaces) log[isGood ? 'info' : 'warn'](fields, isGood ? 'post updated' : 'post not updated');
    else log[isGood ? 'info' : 'warn'](fields, settlement.state === 'sent' ? 'posted' : 'not posted');
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
