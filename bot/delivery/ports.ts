import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';

export type PostState = 'planned' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped';

/** Which post it is: there is one for each kind, subject and occasion. */
export interface PostKey {
  /** `reminder`, `handoff`, `alert`, ...: says who writes its card. */
  kind: string;
  /** What it is about: of a reminder the subscription's id. */
  subjectId: string;
  /** Which of the posts about its subject: of a reminder `NOTICE CUT-OFF OFFSET`. */
  occasion: string;
}

/** A message to a conversation, taken from the ledger to be sent. */
export interface Post extends PostKey {
  id: string;
  conversation: Conversation;
  dueAt: Date;
  /** It follows one that Teams may have shown already, and says so. */
  isRepeat: boolean;
  /** How often it was taken, this time included; of an update how often this one was. */
  attempts: number;
  /** The message in Teams that it takes the place of; null when it is to be posted anew. */
  replaces: { activityId: string; revision: number } | null;
}

/**
 * Writes what a post of one kind says at the moment when it is sent, for it may have been planned long
 * before. Gives `skip` with the reason when there is nothing to say any more, and `wait` with the reason
 * when a reminder is not to be posted at this hour.
 */
export type PostRenderer = (post: Post, now: Date) => Promise<RenderedPost> | RenderedPost;

export type RenderedPost = Message | { skip: string } | { wait: string };

/** The instant by the clock that everything follows, and by the one on the wall, which leases and pauses follow. */
export interface Instants {
  now: Date;
  realNow: Date;
}

/** The ledger: one row for each kind, subject and occasion, whatever happens. */
export interface Ledger {
  /**
   * Takes a planned post for sending, or a sent one whose card is out of date for updating; null when it
   * is not there to be taken (sent, skipped, or in somebody's hands).
   */
  claim(postId: string, instants: Instants): Promise<Post | null>;
  /** What the card is about that was posted as this activity; null for any other activity. */
  findCard(card: { tenantId: string; conversationId: string; activityId: string }): Promise<PostKey | null>;
  /** Does nothing when the post has been taken from this process meanwhile: it does not decide any more. */
  settle(post: Post, settlement: Settlement, instants: Instants): Promise<void>;
  /**
   * Gives a job to every post that should have one and has none: the ledger is right whatever became of
   * the queue. Gives their number.
   */
  reconcile(instants: Instants): Promise<number>;
}

/** What the queue carries: which post, and whose limits it counts against. */
export interface PostJob {
  postId: string;
  tenantId: string;
  conversationId: string;
  /** It brings a card up to date that is there already: every post goes before it. */
  isUpdate?: boolean;
}

/** Who does the queue's jobs. */
export interface PostWorker {
  /**
   * Null when the job is done, else the seconds after which it is to come again. Gives up with an error,
   * and brings the job back later, when `signal` says that the process is about to end.
   */
  deliver(job: PostJob, signal: AbortSignal): Promise<number | null>;
  /** How many more jobs it takes while `held` are under way. */
  room(held: number): number;
  /** Tenants of which it takes nothing now. */
  heldTenants(): readonly string[];
}

/** What became of a post that was claimed. */
export type Settlement =
  | { state: 'sent'; activityId: string }
  /** Not accepted: its job comes back after the pause (real time, not the simulated clock's). */
  | { state: 'planned'; reason: string; retryDelaySeconds: number }
  /** A reminder that is planned anew: it is not to be posted at this hour. */
  | { state: 'withdrawn'; reason: string }
  /** Teams may or may not have accepted it; it is left alone for so long at the least. */
  | { state: 'unknown'; reason: string; retryDelaySeconds?: number | undefined }
  | { state: 'skipped'; reason: string }
  | { state: 'failed'; reason: string; suspend: boolean };

/** Resolves when a request may leave for Teams; awaited when all else is ready. */
export type Leave = () => Promise<void>;

/** Posts cards into conversations that nobody wrote in just now. */
export interface Messenger {
  send(conversation: Conversation, message: Message, leave: Leave): Promise<SendOutcome>;
  /** Shows `message` in the place of one that was sent. */
  update(
    conversation: Conversation,
    activityId: string,
    message: Message,
    leave: Leave,
  ): Promise<SendOutcome>;
}

/** What Teams answered, or did not. */
export type SendOutcome =
  | { kind: 'accepted'; activityId: string }
  /** Not accepted for now; `retryAfterSeconds` is what Teams asked for, if it did. */
  | { kind: 'deferred'; reason: string; retryAfterSeconds?: number | undefined }
  /** Not accepted: Teams does not know the conversation, or not yet. */
  | { kind: 'not-found'; reason: string }
  /** Not accepted: the bot's registration or secret is wrong, whatever is sent. */
  | { kind: 'unauthorised'; reason: string }
  /** Not accepted, and never will be at this size. */
  | { kind: 'too-large'; reason: string }
  /** The answer never came, or says nothing about acceptance. */
  | { kind: 'ambiguous'; reason: string; retryAfterSeconds?: number | undefined }
  /** The bot may not post there any more. */
  | { kind: 'blocked'; reason: string }
  | { kind: 'rejected'; reason: string };
