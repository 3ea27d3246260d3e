import type { ColumnType, Generated } from 'kysely';
import type { StoredTrouble } from './alerts.ts';

/** The tables as migrations.ts makes them. Instants are timestamptz, always passed in, never SQL now(). */
export interface Schema {
  conversations: ConversationTable;
  subscriptions: SubscriptionTable;
  posts: PostTable;
  questions: QuestionTable;
  identity_teams: IdentityTeamTable;
  handoffs: HandoffTable;
  alerts: AlertTable;
  sync_status: SyncStatusTable;
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
  state: 'active' | 'suspended' | 'stopped';
  local_time: string;
  zone: string;
  rungs: number[];
  since: Instant;
  /** When the planner looks at it next; null when nothing is left. */
  next_due_at: OptionalInstant;
}

export interface PostTable {
  id: string;
  kind: string;
  subject_id: string;
  occasion: string;
  tenant_id: string;
  conversation_id: string;
  /** Null: a new thread. */
  thread_id: string | null;
  /** Of a reminder alone. */
  notice_id: ColumnType<string | null, string | undefined, never>;
  cut_off: ColumnType<string | null, string | undefined, never>;
  rung: ColumnType<number | null, number | undefined, never>;
  state: 'planned' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped';
  reason: ColumnType<string | null, string | undefined, string | null>;
  due_at: Instant;
  changed_at: Instant;
  /** How often it was handed to Teams. */
  attempts: Generated<number>;
  activity_id: ColumnType<string | null, string | undefined, string>;
  /** Counts the changes that its card is to show, and up to which of them it does. */
  card_version: Generated<number>;
  shown_version: Generated<number>;
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
  trouble: ColumnType<StoredTrouble, string, string>;
  level: number;
  raised_at: Instant;
  resolved_at: OptionalInstant;
  acknowledged_by: ColumnType<string | null, string | undefined, string | null>;
  acknowledged_at: OptionalInstant;
  changes: ColumnType<Date[], Date[], Date[]>;
  is_flapping: Generated<boolean>;
}

/** What Graph said last of a tenant. */
export interface SyncStatusTable {
  tenant_id: string;
  is_enabled: boolean | null;
  last_sync_at: OptionalInstant;
  last_password_sync_at: OptionalInstant;
  /** Since when Graph gives no answer; null when it does. */
  blind_since: OptionalInstant;
  looked_at: Instant;
}
