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
  /** Of a channel, when Teams tells it: the team that it belongs to. */
  teamId?: string | undefined;
}

/** One conversation, or all channels of a team. */
export type Scope = { tenantId: string } & ({ conversationId: string } | { teamId: string });

/** Why reminders of a conversation wait. */
export type SuspensionReason = 'removed' | 'blocked' | 'channel-deleted' | 'team-archived' | 'team-deleted';

export interface ConversationStore {
  /** Keeps the conversation's newest address; a suspended subscription there is active again. */
  remember(conversation: Conversation, now: Date): Promise<void>;
  /** Its subscriptions wait until the bot is seen there again, or `resume` ends it. Gives their number. */
  suspend(scope: Scope, because: SuspensionReason): Promise<number>;
  /** Subscriptions that wait for this reason go on. Gives their number. */
  resume(scope: Scope, because: SuspensionReason): Promise<number>;
  /** The tenant that was seen last, for local mode, where no token says one; `local` before any was. */
  newestTenant(): Promise<string>;
  /** True the first time only: the caller may welcome. */
  claimWelcome(conversation: Conversation, now: Date): Promise<boolean>;
}

/** A conversation that asked for reminders of one notice. */
export interface Subscription extends Schedule {
  id: string;
  tenantId: string;
  conversationId: string;
  noticeId: string;
  state: SubscriptionState;
  /** Of one that is suspended. */
  suspendedBecause: SuspensionReason | null;
  /** Rungs due before this instant are not its business. */
  since: Date;
  /** Rungs due before this instant are skipped. */
  snoozedUntil: Date | null;
}

/** `suspended`: the bot may not post there until it is seen there again. */
export type SubscriptionState = 'active' | 'suspended' | 'stopped';

export interface SubscriptionKey {
  tenantId: string;
  conversationId: string;
  noticeId: string;
}

/** When somebody asked, and the date that the notice states then (`YYYY-MM-DD`); null for one without a cut-off. */
export interface Asked {
  now: Date;
  cutOff: string | null;
}

export interface SubscriptionStore {
  /**
   * Creates or changes the conversation's subscription, whatever kept its reminders back. What was sent stays
   * sent, what was not is planned anew.
   */
  subscribe(key: SubscriptionKey, schedule: Schedule, asked: Asked): Promise<void>;
  /** The same for one that is there; what is snoozed or suspended stays so. False when there is none. */
  change(key: SubscriptionKey, schedule: Schedule, asked: Asked): Promise<boolean>;
  /** False when there was none. */
  unsubscribe(key: SubscriptionKey): Promise<boolean>;
  /** False when there was none. */
  snooze(key: SubscriptionKey, until: Date): Promise<boolean>;
  /** Null when there is none or it was stopped. */
  findSubscription(key: SubscriptionKey): Promise<Subscription | null>;
  /** By its id or its key, whatever became of it; null when there never was one. */
  readSubscription(which: string | SubscriptionKey): Promise<Subscription | null>;
}

/** What the ledger says of a reminder that was due. */
export interface PastReminder {
  state: PostState;
  reason: string | null;
  rung: number;
  /** The one that it was planned for. */
  cutOff: string;
  dueAt: Date;
  /** Null when Teams has not accepted it. */
  sentAt: Date | null;
  attempts: number;
  isRepeat: boolean;
}

export type PostState = 'planned' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped';

/** What became of reminders. */
export interface ReminderHistory {
  /** The newest of a subscription first. */
  lastReminders(subscriptionId: string, limit: number): Promise<PastReminder[]>;
}

/** What has become of a reminder's card since it was posted. */
export interface ReminderCardState {
  /** Who has seen it, the earliest first. */
  acknowledged: { id: string; name: string; at: Date }[];
  /** A newer one was posted. */
  isSuperseded: boolean;
}

export interface ReminderCardStore {
  read(post: PostKey): Promise<ReminderCardState>;
  /** False when this person had seen it already. The card follows. */
  acknowledge(key: PostKey, person: { id: string; name: string }, now: Date): Promise<boolean>;
  /**
   * Has the cards updated that say what is no longer so: the newest of a subscription counts down each day of
   * its zone, the one before it says that it is superseded. Gives their number.
   */
  refresh(now: Date): Promise<number>;
}

/** Which post it is: there is one for each kind, subject and occasion. */
export interface PostKey {
  /** `reminder`, `handoff`, `alert`, ...: says who writes its card. */
  kind: string;
  /** What it is about: of a reminder the subscription's id. */
  subjectId: string;
  /** Which of the posts about its subject: of a reminder `NOTICE CUT-OFF RUNG`. */
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
export type PostWriter = (post: Post, now: Date) => Promise<Written> | Written;
export type Written = Message | { skip: string } | { wait: string };

/** The instant by the clock that everything follows, and by the one on the wall, which leases and pauses follow. */
export interface Instants {
  now: Date;
  realNow: Date;
}

/** What the ledger must know to plan what is due. */
export interface DueWork {
  now: Date;
  /** Of each notice that is loaded, by its id. */
  cutOffs: ReadonlyMap<string, string>;
  /** `lookedUntil` is when the last decision asked to look again. */
  decide: (subscription: Subscription, lookedUntil: Date) => { cutOff: string; plan: ReminderPlan };
}

/** The ledger: one row for each kind, subject and occasion, whatever happens. */
export interface Ledger {
  /**
   * Writes for all subscriptions whose time has come what is decided about them, the jobs that carry their
   * posts, and when to look at them again, of each subscription in one transaction; instances share the work.
   * A rung that already has a row keeps it. A notice of which another instance knows another cut-off is left
   * to that one.
   */
  planDue(work: DueWork): Promise<void>;
  /**
   * The clock may have been ahead: what was planned or skipped after `latest` is forgotten, and the
   * subscriptions that were last looked at then are looked at again.
   */
  rewind(instants: { now: Date; latest: Date }): Promise<void>;
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
