import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';

export type PostState = 'planned' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped';

/** Identifies a post: there is one for each kind, subject and occasion. */
export interface PostKey {
  /** `reminder`, `handoff`, `alert` or `done`: selects the renderer of its card. */
  kind: string;
  /** What it is about; for a reminder, the subscription's id. */
  subjectId: string;
  /** Tells apart the posts about one subject; for a reminder, `NOTICE CUT-OFF OFFSET`. */
  occasion: string;
}

/** A message for a conversation, claimed from the ledger to be sent. */
export interface Post extends PostKey {
  id: string;
  conversation: Conversation;
  dueAt: Date;
  /** Repeats one that Teams may already have shown, and says so. */
  isRepeat: boolean;
  /** How often it has been claimed, including this time; for an update, since the card changed. */
  attempts: number;
  /** The message in Teams that it updates; null for a new message. */
  replaces: { activityId: string; revision: number } | null;
}

/**
 * Renders a post of one kind at the moment when it is sent, which may be long after it was planned. Returns `skip`
 * with the reason when there is nothing left to say, and `wait` with the reason when a reminder must not be
 * posted now.
 */
export type PostRenderer = (post: Post, now: Date) => Promise<RenderedPost> | RenderedPost;

export type RenderedPost = Message | { skip: string } | { wait: string };

/** The same instant on two clocks: `now` may be simulated; `realNow` is real time, for leases and retry delays. */
export interface Instants {
  now: Date;
  realNow: Date;
}

/** The delivery ledger: exactly one row for each kind, subject and occasion. */
export interface Ledger {
  /**
   * Claims a post to be rendered and sent, or a sent one whose card is out of date to be updated. Null when there is
   * nothing to claim: it was sent or skipped, or another worker has claimed it. A claim is a lease of seconds that
   * leaves the post's state as it is, so a process that dies with it changes nothing.
   */
  claim(postId: string, instants: Instants): Promise<Post | null>;
  /**
   * Marks a claimed post as being sent, right before its request leaves. Only from here on its result is unknown if
   * the process dies, and only this spends the one repeat. False if the claim is over, because another worker has
   * claimed the post since or it was changed: then it must not be sent. An update needs no departure, because
   * updating a card twice does no harm.
   */
  depart(post: Post, instants: Instants): Promise<boolean>;
  /**
   * Called in the moment before the bytes of a departed post leave, without waiting for the store.
   * @throws if that can't be noted: then it must not be sent.
   */
  noteLeaving(post: Post): void;
  /** The key of the post that was sent as this activity; null for any other activity. */
  findCard(card: { tenantId: string; conversationId: string; activityId: string }): Promise<PostKey | null>;
  /** Records the result of a claimed post. Does nothing if another worker has claimed the post since. */
  settle(post: Post, settlement: Settlement, instants: Instants): Promise<void>;
  /**
   * Ends the claims and requests of a process that died. Only for a process that shares the store with no other,
   * before it claims anything.
   */
  recover(instants: Instants): Promise<Recovered>;
  /** Creates the missing jobs of posts that are due for delivery. Returns their number. */
  reconcile(instants: Instants): Promise<number>;
}

/** What a process that died had in progress. */
export interface Recovered {
  /** Posts that were being sent: each is repeated once, marked. */
  interrupted: number;
  /** Posts and updates that were claimed and had not left: each is sent as if for the first time. */
  released: number;
}

/** A job in the queue: the post, and the tenant and conversation whose rate limits it counts against. */
export interface PostJob {
  postId: string;
  tenantId: string;
  conversationId: string;
  /** Updates a card that is already in Teams: new posts have priority. */
  isUpdate?: boolean;
  /** A new post that others go before, such as a warning, of which many may come at once. */
  isMinor?: boolean;
}

/** Processes the queue's jobs. */
export interface PostWorker {
  /**
   * Resolves with null when the job is done, else with the seconds after which to retry it. Rejects when `signal`
   * aborts because the process is stopping; the queue then retries the job.
   */
  deliver(job: PostJob, signal: AbortSignal): Promise<number | null>;
  /** How many more jobs it accepts while `inProgress` are running. */
  capacity(inProgress: number): number;
  /** Tenants whose jobs it does not accept now. */
  pausedTenants(): readonly string[];
}

/** The result of a claimed post, as the ledger records it. */
export type Settlement =
  /** `activityId` is null if Teams did not return one: then the card cannot be updated. */
  | { state: 'sent'; activityId: string | null }
  /** Not accepted: retried after the delay, in real time. */
  | { state: 'planned'; reason: string; retryDelaySeconds: number }
  /** A reminder that must not be posted now: the planner plans it again. */
  | { state: 'withdrawn'; reason: string }
  /** Teams may or may not have accepted it: repeated once, after at least this delay. */
  | { state: 'unknown'; reason: string; retryDelaySeconds?: number | undefined }
  | { state: 'skipped'; reason: string }
  | { state: 'failed'; reason: string; suspend: boolean };

/** Resolves when a request may be sent to Teams. Awaited last, right before sending. */
export type BeforeRequest = () => Promise<void>;

/** Posts cards proactively, outside of a turn. */
export interface Messenger {
  send(conversation: Conversation, message: Message, beforeRequest: BeforeRequest): Promise<SendOutcome>;
  /** Replaces a sent message with `message`. */
  update(
    conversation: Conversation,
    activityId: string,
    message: Message,
    beforeRequest: BeforeRequest,
  ): Promise<SendOutcome>;
}

/** The result of a request to Teams. */
export type SendOutcome =
  | { kind: 'accepted'; activityId: string | null }
  /** Not accepted for now; `retryAfterSeconds` is Teams' Retry-After, if it sent one. */
  | { kind: 'deferred'; reason: string; retryAfterSeconds?: number | undefined }
  /** Not accepted: Teams does not know the conversation (yet). */
  | { kind: 'not-found'; reason: string }
  /** Not accepted: the bot's registration or secret is wrong, so nothing will be accepted. */
  | { kind: 'unauthorised'; reason: string }
  /** Not accepted: larger than Teams allows. */
  | { kind: 'too-large'; reason: string }
  /** No answer, or one that does not say whether the message was accepted. */
  | { kind: 'ambiguous'; reason: string; retryAfterSeconds?: number | undefined }
  /** The bot may no longer post there. */
  | { kind: 'blocked'; reason: string }
  | { kind: 'rejected'; reason: string };
