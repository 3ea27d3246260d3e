import type { Schedule } from './schedule.ts';
import type { ReminderPlan } from './plan.ts';
import type { SuspensionReason } from '../delivery/conversation.ts';
import type { PostState, PostKey } from '../delivery/ports.ts';

/** A conversation that asked for reminders of one notice. */
export interface Subscription extends Schedule {
  id: string;
  tenantId: string;
  conversationId: string;
  noticeId: string;
  state: SubscriptionState;
  /** Of one that is suspended. */
  suspendedBecause: SuspensionReason | null;
  /** Offsets due before this instant are not its business. */
  since: Date;
  /** Offsets due before this instant are skipped. */
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
export interface ScheduleContext {
  now: Date;
  cutOff: string | null;
}

export interface SubscriptionStore {
  /**
   * Creates or changes the conversation's subscription, whatever kept its reminders back. What was sent stays
   * sent, what was not is planned anew.
   */
  subscribe(key: SubscriptionKey, schedule: Schedule, asked: ScheduleContext): Promise<void>;
  /** The same for one that is there; what is snoozed or suspended stays so. False when there is none. */
  change(key: SubscriptionKey, schedule: Schedule, asked: ScheduleContext): Promise<boolean>;
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
  offset: number;
  /** The one that it was planned for. */
  cutOff: string;
  dueAt: Date;
  /** Null when Teams has not accepted it. */
  sentAt: Date | null;
  isRepeat: boolean;
}

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

/** What the ledger must know to plan what is due. */
export interface DueWork {
  now: Date;
  /** Of each notice that is loaded, by its id. */
  cutOffs: ReadonlyMap<string, string>;
  /** `plannedUntil` is when the last decision asked to look again. */
  decide: (subscription: Subscription, plannedUntil: Date) => { cutOff: string; plan: ReminderPlan };
}

/** Plans reminders into the ledger. */
export interface ReminderPlans {
  /**
   * Writes for all subscriptions whose time has come what is decided about them, the jobs that carry their
   * posts, and when to look at them again, of each subscription in one transaction; instances share the work.
   * A offset that already has a row keeps it. A notice of which another instance knows another cut-off is left
   * to that one.
   */
  planDue(work: DueWork): Promise<void>;
  /**
   * The clock may have been ahead: what was planned or skipped after `latest` is forgotten, and the
   * subscriptions that were last looked at then are looked at again.
   */
  rewind(instants: { now: Date; latest: Date }): Promise<void>;
}
