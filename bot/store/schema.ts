import type { ColumnType } from 'kysely';

/** The tables as migrations.ts makes them. Instants are timestamptz, always passed in, never SQL now(). */
export interface Schema {
  conversations: ConversationTable;
  subscriptions: SubscriptionTable;
  posts: PostTable;
  questions: QuestionTable;
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
  notice_id: string;
  cut_off: string;
  rung: number;
  subscription_id: string;
  tenant_id: string;
  state: 'planned' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped';
  reason: string | null;
  due_at: Instant;
  changed_at: Instant;
  /** How often it was handed to Teams. */
  attempts: number;
  activity_id: string | null;
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
