import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { WeekendRule } from '../campaign/ladder.ts';
import type { PostState, SubscriptionState } from '../reminders/ports.ts';

/** The tables as migrations.ts makes them. Instants are timestamptz, always passed in, never SQL now(). */
export interface Schema {
  conversations: ConversationTable;
  subscriptions: SubscriptionTable;
  posts: PostTable;
  request_slots: RequestSlotTable;
}

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;

export interface ConversationTable {
  tenant_id: string;
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  service_url: string;
  bot_id: string;
  welcomed_at: OptionalInstant;
  seen_at: Instant;
}

export interface SubscriptionTable {
  id: string;
  tenant_id: string;
  conversation_id: string;
  notice_id: string;
  state: SubscriptionState;
  local_time: string;
  zone: string;
  rungs: number[];
  weekend: ColumnType<WeekendRule, WeekendRule | undefined, WeekendRule>;
  /** Local times, both or neither. */
  quiet_from: string | null;
  quiet_until: string | null;
  since: Instant;
  snoozed_until: OptionalInstant;
  /** When the planner looks at it next; null when nothing is left. */
  next_due_at: OptionalInstant;
}

/** One message to one conversation: a reminder, and whatever else Cutover posts unasked. */
export interface PostTable {
  id: string;
  /** What it is: `reminder`, `handoff`, `alert`, ...; says who writes its card. */
  kind: string;
  /** What it is about: of a reminder the subscription's id. */
  subject_id: string;
  /** Which of the posts about its subject it is: of a reminder `NOTICE CUT-OFF RUNG`. One row for each. */
  occasion: string;
  tenant_id: string;
  conversation_id: string;
  state: PostState;
  reason: string | null;
  due_at: Instant;
  changed_at: Instant;
  /** How often it was taken for sending. */
  attempts: number;
  activity_id: string | null;
  /** It follows one that Teams may have shown already. */
  is_repeat: Generated<boolean>;
  /** Until then, in real time, it is in somebody's hands. */
  lease_until: OptionalInstant;
  /** Grows with every change of what its card says. */
  revision: Generated<number>;
  /** The revision that Teams was sent: when it is behind, the card there is out of date. */
  shown_revision: Generated<number>;
  /** Read from a reminder's occasion; null for other kinds. */
  notice_id: GeneratedAlways<string | null>;
  cut_off: GeneratedAlways<string | null>;
  rung: GeneratedAlways<number | null>;
}

/** When requests to Teams may be sent, for one tenant or one thread in it, whichever instance sends them. */
export interface RequestSlotTable {
  key: string;
  /** Milliseconds since 1970, real time, in order; those that count no more are dropped. */
  taken: number[];
  /** The last of them. */
  newest: number;
}
