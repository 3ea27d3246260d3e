import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { WeekendRule } from '../../reminders/schedule.ts';
import type { SubscriptionState } from '../../reminders/ports.ts';
import type { Severity, Finding } from '../../alerts/alert-kind.ts';
import type { SuspensionReason } from '../../delivery/conversation.ts';
import type { PostState } from '../../delivery/ports.ts';

/** The tables as the migrations make them. Instants are timestamptz, always passed in, never SQL now(). */
export interface Schema {
  conversations: ConversationTable;
  subscriptions: SubscriptionTable;
  posts: PostTable;
  questions: QuestionTable;
  identity_teams: IdentityTeamTable;
  handoffs: HandoffTable;
  alerts: AlertTable;
  sync_status: SyncStatusTable;
  servers: ServerTable;
  server_reports: ServerReportTable;
  acknowledgements: AcknowledgementTable;
  request_slots: RequestSlotTable;
  completions: CompletionTable;
  known_cut_offs: KnownCutOffTable;
  calendar_secrets: CalendarSecretTable;
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
  /** Of a channel, once Teams has told it. */
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SubscriptionTable {
  id: string;
  tenant_id: string;
  conversation_id: string;
  notice_id: string;
  state: SubscriptionState;
  /** Of one that is suspended. */
  suspended_because: ColumnType<SuspensionReason | null, null | undefined, SuspensionReason | null>;
  local_time: string;
  zone: string;
  offsets: number[];
  weekend: ColumnType<WeekendRule, WeekendRule | undefined, WeekendRule>;
  /** Local times, both or neither. */
  quiet_from: string | null;
  quiet_until: string | null;
  /** When somebody asked for reminders first, or again after they were stopped. */
  asked_at: Instant;
  /** What is due until then does not come. */
  since: Instant;
  snoozed_until: OptionalInstant;
  /** When the planner looks at it next; null when nothing is left. */
  next_due_at: OptionalInstant;
  /** By the clock that it was looked at last; null when it is to be looked at whatever the clock showed. */
  planned_at: OptionalInstant;
}

/** One message to one conversation: a reminder, and whatever else Cutover posts unasked. */
export interface PostTable {
  id: string;
  /** What it is: `reminder`, `handoff`, `alert`, ...; says who writes its card. */
  kind: string;
  /** What it is about: of a reminder the subscription's id. */
  subject_id: string;
  /** Which of the posts about its subject it is: of a reminder `NOTICE CUT-OFF OFFSET`. One row for each. */
  occasion: string;
  tenant_id: string;
  conversation_id: string;
  /** Null: a new thread. */
  thread_id: ColumnType<string | null, string | null | undefined, never>;
  state: PostState;
  reason: string | null;
  due_at: Instant;
  changed_at: Instant;
  /** How often it was taken for sending. */
  attempts: number;
  activity_id: string | null;
  /** When Teams accepted it; null before that. */
  sent_at: OptionalInstant;
  /** How often an update of its card was tried since its card changed. */
  update_attempts: Generated<number>;
  /** It follows one that Teams may have shown already. */
  is_repeat: Generated<boolean>;
  /** Until then, in real time, it is in somebody's hands. */
  lease_until: OptionalInstant;
  /** Grows with every change of what its card says. */
  revision: Generated<number>;
  /** The revision that Teams was sent: when it is behind, the card there is out of date. */
  shown_revision: Generated<number>;
  /** A newer one about its subject is in Teams, and its card says so. */
  is_superseded: Generated<boolean>;
  /** Read from a reminder's occasion; null for other kinds. */
  notice_id: GeneratedAlways<string | null>;
  cut_off: GeneratedAlways<string | null>;
  /** Days before the cut-off; negative after it. */
  offset_days: GeneratedAlways<number | null>;
}

export interface QuestionTable {
  id: string;
  tenant_id: string;
  thread_id: string;
  /** Of the reply. */
  activity_id: string;
  text: string | null;
  intent: string;
  confidence: number;
  decision: 'answer' | 'ask' | 'unknown';
  chosen: string | null;
  helped: boolean | null;
  asked_at: Instant;
}

export interface IdentityTeamTable {
  tenant_id: string;
  conversation_id: string;
  /** 0 is told at once, 1 and 2 when nobody before them has taken note. */
  level: number;
  since: Instant;
  severity: Generated<Severity>;
  /** Local times, both or neither. */
  quiet_from: ColumnType<string | null, string | null | undefined, string | null>;
  quiet_until: ColumnType<string | null, string | null | undefined, string | null>;
  zone: Generated<string>;
}

export interface HandoffTable {
  id: string;
  tenant_id: string;
  conversation_id: string;
  thread_id: string;
  /** The card on which a person was asked for; null when somebody typed. */
  card_id: string | null;
  asker_id: string;
  asker_name: string;
  question: string;
  topic: string | null;
  asked_at: Instant;
  state: 'waiting' | 'answered' | 'closed';
  settled_by: ColumnType<string | null, string | null | undefined, string>;
  settled_at: OptionalInstant;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface AlertTable {
  id: string;
  tenant_id: string;
  key: string;
  state: 'firing' | 'resolved';
  finding: ColumnType<StoredFinding, string, string>;
  level: number;
  raised_at: Instant;
  resolved_at: OptionalInstant;
  acknowledged_by: ColumnType<string | null, string | undefined, string | null>;
  acknowledged_at: OptionalInstant;
  changes: ColumnType<Date[], Date[], Date[]>;
  is_flapping: Generated<boolean>;
  /** Since when nobody has taken note. */
  unacknowledged_since: Instant;
  /** How often it turned out to stay after it had come and gone, and was told anew. */
  round: Generated<number>;
  /** Why it is over; null when nobody has said. */
  outcome: ColumnType<string | null, string | undefined, string | null>;
}

/** What Graph said last of a tenant. */
export interface SyncStatusTable {
  tenant_id: string;
  is_enabled: boolean | null;
  last_sync_at: OptionalInstant;
  last_password_sync_at: OptionalInstant;
  /** Since when Graph gives no answer; null when it does. */
  unavailable_since: OptionalInstant;
  checked_at: Instant;
}

export interface ServerTable {
  id: string;
  tenant_id: string;
  name: string;
  /** The name in lower case. */
  name_key: string;
}

export interface ServerReportTable {
  /** In the order in which they were kept. */
  number: GeneratedAlways<number>;
  server_id: string;
  tenant_id: string;
  reporter: string;
  observed_at: Instant;
  version: string | null;
  role: 'active' | 'staging' | null;
  state: 'in-use' | 'migrated' | 'decommissioned' | null;
}

/** When requests to Teams may be sent, for one tenant or one thread in it, whichever instance sends them. */
export interface RequestSlotTable {
  key: string;
  /** Milliseconds since 1970, real time, in order; those that count no more are dropped. */
  taken: number[];
  /** The last of them. */
  newest: number;
  /** Teams asked to be left alone until then, in the same measure. */
  held_until: Generated<number>;
}

/** Who has seen a reminder. */
export interface AcknowledgementTable {
  subject_id: string;
  occasion: string;
  person_id: string;
  name: string;
  at: Instant;
}

/** A tenant whose servers are all off what a notice retires. */
export interface CompletionTable {
  id: string;
  tenant_id: string;
  notice_id: string;
  completed_at: Instant;
  /** A server turned up that is not; null while it stands. */
  ended_at: OptionalInstant;
}

/** The cut-off that a notice stated when Cutover started last, `YYYY-MM-DD`. */
export interface KnownCutOffTable {
  notice_id: string;
  cut_off: string;
}

/** Signs the calendar address of a tenant; without a row there is no valid address. */
export interface CalendarSecretTable {
  tenant_id: string;
  secret: string;
  created_at: Instant;
}

export type StoredFinding = Omit<Finding, 'since' | 'facts'> & {
  since: string;
  facts: { title: string; value: string }[];
};
