import type { Authored } from '../access/author.ts';
import type { Coverage } from './coverage.ts';
import type { Schedule } from './schedule.ts';
import type { DigestPlan } from './digest.ts';
import type { ReminderPlan } from './plan.ts';
import type { Conversation, SuspensionReason } from '../delivery/conversation.ts';
import type { PostState, PostKey } from '../delivery/ports.ts';

/** Stands for every loaded notice, in place of a notice's id. */
export const ALL_NOTICES = '*';

/** What a conversation chooses about its reminders. */
export interface ReminderSettings extends Schedule {
  /** Default: as it was; every notice where there were no reminders. */
  coverage?: Coverage;
}

/** A conversation that asked for reminders. */
export interface Subscription extends Schedule {
  coverage: Coverage;
  id: string;
  tenantId: string;
  conversationId: string;
  /** `ALL_NOTICES`, or the id of one. */
  noticeId: string;
  state: SubscriptionState;
  /** Null unless it is suspended. */
  suspendedBecause: SuspensionReason | null;
  /** Reminders due until this instant are ignored. */
  since: Date;
  /** Reminders due before this instant are skipped. */
  snoozedUntil: Date | null;
}

/** `suspended`: the bot may not post there until it is seen there again. */
export type SubscriptionState = 'active' | 'suspended' | 'stopped';

export interface SubscriptionKey {
  tenantId: string;
  conversationId: string;
  noticeId: string;
}

/** Who asked, when, and the cut-off (`YYYY-MM-DD`) of each loaded notice at that time, by its id. */
export interface ScheduleContext extends Authored {
  cutOffs: ReadonlyMap<string, string>;
  /** Where there were no reminders, those due after this instant are posted. Default: now. */
  since?: Date;
}

/** Every change leaves an entry in the audit trail, in the same transaction. */
export interface SubscriptionStore {
  /**
   * Creates or changes the conversation's subscription, and ends a stop, snooze or suspension. Reminders that were
   * not sent are planned again.
   */
  subscribe(key: SubscriptionKey, settings: ReminderSettings, asked: ScheduleContext): Promise<void>;
  /** Changes an existing subscription, which stays snoozed or suspended if it is. False if there is none. */
  change(key: SubscriptionKey, settings: ReminderSettings, asked: ScheduleContext): Promise<boolean>;
  /** False if there is none. */
  unsubscribe(key: SubscriptionKey, asked: Authored): Promise<boolean>;
  /** False if there is none. */
  snooze(key: SubscriptionKey, until: Date, asked: Authored): Promise<boolean>;
  /** Null if there is none or it was stopped. */
  findSubscription(key: SubscriptionKey): Promise<Subscription | null>;
  /** Finds a subscription by its id or key, stopped ones included. Null if there is none. */
  readSubscription(which: string | SubscriptionKey): Promise<Subscription | null>;
  /** Who has reminders of any notice that were not stopped: the conversation itself, and some channel of the tenant. */
  findFollowers(conversation: Pick<Conversation, 'tenantId' | 'id'>): Promise<Followers>;
}

export interface Followers {
  isHere: boolean;
  isAnyChannel: boolean;
}

/** A reminder that was due, as the ledger has it. */
export interface PastReminder {
  /** Null in reminders that were stored without their notice. */
  noticeId: string | null;
  state: PostState;
  reason: string | null;
  offset: number;
  /** The cut-off for which it was planned. */
  cutOff: string;
  dueAt: Date;
  /** Null if Teams has not accepted it. */
  sentAt: Date | null;
  isRepeat: boolean;
}

/** Reminders that were due. */
export interface ReminderHistory {
  /** A subscription's last reminders, the newest first. */
  lastReminders(subscriptionId: string, limit: number): Promise<PastReminder[]>;
}

/** The reminders on a card, and what has changed about it since it was posted. */
export interface ReminderCardState {
  /** Who has acknowledged it, the earliest first. */
  acknowledged: { id: string; name: string; at: Date }[];
  /** The one by whose key the card is known comes first; others were due with it. */
  reminders: ReminderOnCard[];
  /** Whether the digest of the month is on it, too. */
  hasDigest: boolean;
}

export interface ReminderOnCard {
  /** As in its `PostKey`. */
  occasion: string;
  dueAt: Date;
  /** Whether a newer one of its notice was posted. */
  isSuperseded: boolean;
}

export interface ReminderCardStore {
  read(post: PostKey): Promise<ReminderCardState>;
  /**
   * Records an acknowledgement, also in the audit trail, and updates the card. False if the person has acknowledged it
   * before. `person` is who Teams says it is.
   */
  acknowledge(
    key: PostKey,
    acknowledgement: { tenantId: string; person: { id: string; name: string } },
    asked: Authored,
  ): Promise<boolean>;
  /**
   * Requests updates of outdated cards: the newest card of a subscription counts down each day in its zone, and older
   * ones say that they are superseded. Returns the number of cards.
   */
  refresh(now: Date): Promise<number>;
}

/** What a subscription has planned of one notice. */
export interface NoticePlan {
  noticeId: string;
  cutOff: string;
  plan: ReminderPlan;
}

/** A date by which a tenant must be done with a notice. */
export interface KnownDeadline {
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  date: string;
  /** Since when it is this one: reminders due until then are ignored. Null: no such limit. */
  since: Date | null;
}

/** What a subscription has planned. */
export interface SubscriptionPlan {
  notices: readonly NoticePlan[];
  digest: DigestPlan;
}

/** What the ledger needs to plan due reminders. */
export interface DueWork {
  now: Date;
  /** Cut-off of each loaded notice, by its id; null where it has none for every tenant. */
  cutOffs: ReadonlyMap<string, string | null>;
  /**
   * Plans the digest, and each notice of the subscription that is in `deadlines`, which are those of its tenant. `plannedUntil` is the
   * instant for which the last decision asked to plan again.
   */
  decide: (
    subscription: Subscription,
    plannedUntil: Date,
    deadlines: ReadonlyMap<string, KnownDeadline>,
  ) => SubscriptionPlan;
}

/** Plans reminders into the ledger. */
export interface ReminderPlans {
  /**
   * Decides about every due subscription, and writes the decision, the jobs of its posts and the time to plan again in
   * one transaction for each subscription. Instances share the work. A reminder that has a row already keeps it. A date
   * that the tenant has set goes before the notice's cut-off. If another instance has a different cut-off of a notice,
   * that instance plans its reminders.
   */
  planDue(work: DueWork): Promise<void>;
  /**
   * Corrects what was done while the clock was ahead: deletes reminders that were planned or skipped after `latest`,
   * and plans the subscriptions again that were planned then.
   */
  rewind(instants: { now: Date; latest: Date }): Promise<void>;
}
