import type { Schedule } from '../campaign/ladder.ts';
import type { ReminderPlan } from '../campaign/plan.ts';
import type { Message } from '../rendering/message.ts';

/** Where Cutover was seen: what it takes to post there later. */
export interface Conversation {
  tenantId: string;
  /** Of a channel: the channel's id, so that a post starts a new thread. */
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** Can change: refreshed at every inbound activity. */
  serviceUrl: string;
  /** The bot's own account there. */
  botId: string;
}

export interface ConversationStore {
  /** Keeps the conversation's newest address; a suspended subscription there is active again. */
  remember(conversation: Conversation, now: Date): Promise<void>;
  /** The bot was removed there: its subscriptions wait until it is seen again. */
  suspend(conversation: Conversation): Promise<void>;
  /** True the first time only: the caller may welcome. */
  claimWelcome(conversation: Conversation, now: Date): Promise<boolean>;
}

/** A conversation that asked for reminders of one notice. */
export interface Subscription extends Schedule {
  id: string;
  tenantId: string;
  conversationId: string;
  noticeId: string;
  /** Rungs due before this instant are not its business. */
  since: Date;
}

export interface SubscriptionKey {
  tenantId: string;
  conversationId: string;
  noticeId: string;
}

export interface SubscriptionStore {
  /** Creates or changes the conversation's subscription; what was sent stays sent. */
  subscribe(
    key: SubscriptionKey,
    schedule: Schedule,
    times: { since: Date; nextDueAt: Date | null },
  ): Promise<void>;
  /** False when there was none. */
  unsubscribe(key: SubscriptionKey, now: Date): Promise<boolean>;
  findSubscription(key: SubscriptionKey): Promise<Subscription | null>;
}

/** What a post is: the same three never bring a second one. */
export interface PostKey {
  /** Who writes its card: `reminder`, `handoff`. */
  kind: string;
  /** The subscription, the hand-off: whatever the card is about. */
  subjectId: string;
  /** What it says of it; of a reminder the notice, the cut-off and the rung. */
  occasion: string;
}

/** Where a post goes. */
export interface PostPlace {
  tenantId: string;
  conversationId: string;
  /** A thread of the conversation; absent: a new thread. */
  threadId?: string;
}

/** A post that was taken for sending. */
export interface Post extends PostKey {
  id: string;
  conversation: Conversation;
  /** The card that it has already, which is to be updated; null when it is to be posted. */
  activityId: string | null;
  /** Counts the changes that the card is to show. */
  cardVersion: number;
  /** Of a reminder. */
  reminder: { noticeId: string; cutOff: string; rung: number; schedule: Schedule } | null;
}

/** What is due to whom. */
export interface PlanStore {
  /** Subscriptions to these notices with something due, the longest waiting first. */
  dueSubscriptions(now: Date, noticeIds: readonly string[], limit: number): Promise<Subscription[]>;
  /**
   * Writes what was planned, the job that carries the post, and when to look again, in one
   * transaction. A rung that already has a row keeps it.
   */
  recordPlan(subscription: Subscription, cutOff: string, plan: ReminderPlan, now: Date): Promise<void>;
}

/** The ledger: one row for each post, whatever happens. */
export interface Ledger {
  /** Takes a post for sending, or its card for updating; null when there is nothing to do (sent, stopped, or taken before). */
  claim(postId: string, now: Date): Promise<Post | null>;
  /** What the card is about that was posted as this activity; null for any other activity. */
  findCard(place: PostPlace & { activityId: string }): Promise<PostKey | null>;
  /** A card that has changed again since it was claimed is updated once more. */
  settle(post: Pick<Post, 'id' | 'cardVersion'>, settlement: Settlement, now: Date): Promise<void>;
}

/** What became of a post that was claimed. */
export type Settlement =
  | { state: 'sent'; activityId: string }
  /** Its card shows the newest state; or could not be updated, and nothing more is tried. */
  | { state: 'refreshed'; reason: string | null }
  /** Its card waits for its update. */
  | { state: 'stale'; reason: string; retryDelaySeconds: number }
  /** Not accepted: planned again, its job comes back after the pause (real time, not the simulated clock's). */
  | { state: 'planned'; reason: string; retryDelaySeconds: number }
  /** Teams may or may not have accepted it. */
  | { state: 'unknown'; reason: string }
  | { state: 'failed'; reason: string; suspend: boolean };

/** Posts a card into a conversation as a new message, or in place of an earlier one. */
export interface Messenger {
  send(conversation: Conversation, message: Message): Promise<SendOutcome>;
  update(conversation: Conversation, activityId: string, message: Message): Promise<SendOutcome>;
}

export type SendOutcome =
  | { kind: 'accepted'; activityId: string }
  /** Not accepted for now; `retryAfterSeconds` is what Teams asked for, if it did. */
  | { kind: 'deferred'; reason: string; retryAfterSeconds?: number | undefined }
  /** The answer never came, or says nothing about acceptance. */
  | { kind: 'ambiguous'; reason: string }
  /** The bot may not post there any more. */
  | { kind: 'blocked'; reason: string }
  | { kind: 'rejected'; reason: string };
