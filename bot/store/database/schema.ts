import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Coverage } from '../../reminders/coverage.ts';
import type { DigestChoice, Weekday, WeekendRule } from '../../reminders/schedule.ts';
import type { SubscriptionState } from '../../reminders/ports.ts';
import type { Severity, Finding } from '../../alerts/alert-kind.ts';
import type { AlertPreferences, Mentioned } from '../../alerts/ports.ts';
import type { SuspensionReason } from '../../delivery/conversation.ts';
import type { Change } from '../../dashboard/audit-trail.ts';
import type { PostState } from '../../delivery/ports.ts';
import type { Authentication } from '../../campaign/affected.ts';
import type { Origin } from '../../servers/server.ts';
import type { InvokeAnswer } from '../../delivery/received-activity.ts';
import type { KnownAnswerTable, KnownCutOffTable, TenantDeadlineTable } from './deadline-tables.ts';
import type { Instant, OptionalInstant } from './columns.ts';
import type { QuestionTable, ThreadMemoryTable } from './question-tables.ts';

/** The tables as the migrations create them. Instants are timestamptz and always parameters, never SQL now(). */
export interface Schema {
  conversations: ConversationTable;
  place_names: PlaceNameTable;
  subscriptions: SubscriptionTable;
  posts: PostTable;
  questions: QuestionTable;
  thread_memories: ThreadMemoryTable;
  identity_teams: IdentityTeamTable;
  identity_team_requests: IdentityTeamRequestTable;
  former_identity_teams: FormerIdentityTeamTable;
  installers: InstallerTable;
  installations: InstallationTable;
  handoffs: HandoffTable;
  alerts: AlertTable;
  sync_status: SyncStatusTable;
  servers: ServerTable;
  server_reports: ServerReportTable;
  acknowledgements: AcknowledgementTable;
  request_slots: RequestSlotTable;
  completions: CompletionTable;
  known_cut_offs: KnownCutOffTable;
  known_answers: KnownAnswerTable;
  tenant_deadlines: TenantDeadlineTable;
  calendar_secrets: CalendarSecretTable;
  write_probe: WriteProbeTable;
  audit_trail: AuditTrailTable;
  received_activities: ReceivedActivityTable;
}

export interface ConversationTable {
  tenant_id: string;
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  service_url: string;
  bot_id: string;
  welcomed_at: OptionalInstant;
  seen_at: Instant;
  /** For a channel, once Teams has named its team. */
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
}

/** The name of a team or conversation, as Teams has told it. */
export interface PlaceNameTable {
  tenant_id: string;
  kind: 'team' | 'conversation';
  id: string;
  name: string;
  /** By Teams' clock. */
  told_at: Instant;
}

export interface SubscriptionTable {
  id: string;
  tenant_id: string;
  conversation_id: string;
  notice_id: string;
  state: SubscriptionState;
  /** For a suspended subscription. */
  suspended_because: ColumnType<SuspensionReason | null, null | undefined, SuspensionReason | null>;
  local_time: string;
  zone: string;
  offsets: number[];
  coverage: ColumnType<Coverage, string | undefined, string>;
  weekend: ColumnType<WeekendRule, WeekendRule | undefined, WeekendRule>;
  weekday: ColumnType<Weekday, Weekday | undefined, Weekday>;
  digest: ColumnType<DigestChoice, DigestChoice | undefined, DigestChoice>;
  /** Local times, both or neither. */
  quiet_from: string | null;
  quiet_until: string | null;
  /** When reminders were first requested, or requested again after they were stopped. */
  asked_at: Instant;
  /** Reminders due until then are not posted. */
  since: Instant;
  snoozed_until: OptionalInstant;
  /** When the planner next looks at it; null if nothing is left. */
  next_due_at: OptionalInstant;
  /** When it was last planned, by the app's clock; null if it must be planned in any case. */
  planned_at: OptionalInstant;
}

/** A row of the delivery ledger: one proactive message to one conversation. */
export interface PostTable {
  id: string;
  /** `reminder`, `handoff`, `alert`, `done` and others: selects the renderer of its card. */
  kind: string;
  /** What it is about; for a reminder, the subscription's id. */
  subject_id: string;
  /** Tells apart the posts about one subject; for a reminder, `NOTICE CUT-OFF OFFSET`. */
  occasion: string;
  tenant_id: string;
  conversation_id: string;
  /** Null: a new thread. */
  thread_id: ColumnType<string | null, string | null | undefined, never>;
  state: PostState;
  reason: string | null;
  due_at: Instant;
  changed_at: Instant;
  /** How often it has been claimed for sending. */
  attempts: number;
  activity_id: string | null;
  /** When Teams accepted it. */
  sent_at: OptionalInstant;
  /** Attempts to update its card since the card last changed. */
  update_attempts: Generated<number>;
  /** Whether it repeats one that Teams may already have shown. */
  is_repeat: Generated<boolean>;
  /** Until then, in real time, a worker holds it. */
  lease_until: OptionalInstant;
  /** Incremented whenever its card changes. */
  revision: Generated<number>;
  /** The revision that Teams was sent. If it is lower, the card in Teams is outdated. */
  shown_revision: Generated<number>;
  /** The post on whose card it is, and whose state it has; null for a post with a card of its own. */
  carried_by: ColumnType<string | null, null | undefined, string | null>;
  /** Whether a newer post about its subject is in Teams. */
  is_superseded: Generated<boolean>;
  /** From a reminder's occasion; null for other kinds. */
  notice_id: GeneratedAlways<string | null>;
  cut_off: GeneratedAlways<string | null>;
  /** Days before the cut-off; negative after it. */
  offset_days: GeneratedAlways<number | null>;
}

export interface IdentityTeamTable {
  tenant_id: string;
  conversation_id: string;
  /** Escalation level: 0 is notified at once, 1 and 2 if nobody acknowledges. */
  level: number;
  since: Instant;
  severity: Generated<Severity>;
  /** Local times, both or neither. */
  quiet_from: ColumnType<string | null, string | null | undefined, string | null>;
  quiet_until: ColumnType<string | null, string | null | undefined, string | null>;
  zone: Generated<string>;
  /** Whom a critical alert mentions. */
  mentions: ColumnType<Mentioned[], string | undefined, string>;
}

export interface IdentityTeamRequestTable {
  id: string;
  tenant_id: string;
  conversation_id: string;
  /** The kind of the conversation. */
  place: 'personal' | 'groupChat' | 'channel';
  asker_id: string;
  asker_name: string;
  preferences: ColumnType<Partial<AlertPreferences>, string, string>;
  state: 'waiting' | 'approved' | 'declined' | 'expired' | 'withdrawn';
  asked_at: Instant;
  decided_by: ColumnType<string | null, null | undefined, string | null>;
  decided_at: OptionalInstant;
}

/** A conversation that was an identity team. */
export interface FormerIdentityTeamTable {
  tenant_id: string;
  conversation_id: string;
  left_at: Instant;
}

/** When the app was last added to a place or removed from it, by Teams' clock. */
export interface InstallationTable {
  tenant_id: string;
  /** A team, or a conversation outside of teams. */
  place_id: string;
  changed_at: Instant;
}

/** Who has added the app to a team or group chat. */
export interface InstallerTable {
  tenant_id: string;
  person_id: string;
  installed_at: Instant;
}

export interface HandoffTable {
  id: string;
  tenant_id: string;
  conversation_id: string;
  thread_id: string;
  /** The card from which a person was requested; null if it was typed. */
  card_id: string | null;
  asker_id: string;
  asker_name: string;
  question: string;
  /** Null in hand-offs that were stored without it. */
  notice_id: string | null;
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
  /** The same for alerts that share a card; null for one that has a card of its own. */
  group_id: ColumnType<string | null, string | null | undefined, string | null>;
}

/** Microsoft Graph's last answer about a tenant. */
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
  /** When somebody took it off the list; null while it is on it. */
  forgotten_at: OptionalInstant;
  /** Who did, by name. */
  forgotten_by: ColumnType<string | null, never, string | null>;
  /** How often it was taken off the list, put back or renamed. */
  changes: Generated<number>;
}

export interface ServerReportTable {
  /** In the order in which they were saved. */
  number: GeneratedAlways<number>;
  server_id: string;
  tenant_id: string;
  reporter: string;
  /** A person's object id in Microsoft Entra ID, or an app's client id. */
  reporter_id: string | null;
  origin: Origin;
  /** The member of an identity team who confirmed somebody's word. */
  confirmed_by: string | null;
  observed_at: Instant;
  version: string | null;
  role: 'active' | 'staging' | null;
  state: 'in-use' | 'migrated' | 'decommissioned' | null;
  authentication: Authentication | null;
  /** When it was taken back: it counts no more. */
  withdrawn_at: OptionalInstant;
}

/** Reserved rate limit slots of a tenant or a thread, shared by all instances. */
export interface RequestSlotTable {
  key: string;
  /** Milliseconds since 1970, real time, ascending; without those that no longer matter. */
  taken: number[];
  /** The last slot. */
  newest: number;
  /** No slots until then, because of a Retry-After; in the same unit. */
  held_until: Generated<number>;
}

/** Who has acknowledged a reminder. */
export interface AcknowledgementTable {
  subject_id: string;
  occasion: string;
  person_id: string;
  name: string;
  at: Instant;
}

/** A tenant in which no server is affected by a notice any more. */
export interface CompletionTable {
  id: string;
  tenant_id: string;
  notice_id: string;
  completed_at: Instant;
  /** When an affected server was reported again; null while the completion is current. */
  ended_at: OptionalInstant;
}

/** Signs the calendar address of a tenant; without a row there is no valid address. */
export interface CalendarSecretTable {
  tenant_id: string;
  secret: string;
  created_at: Instant;
}

/** A single row. */
export interface WriteProbeTable {
  id: 1;
  /** In real time. */
  written_at: Instant;
}

export type StoredFinding = Omit<Finding, 'since' | 'facts'> & {
  since: string;
  facts: { title: string; value: string }[];
};

/** One change, by whom and from where. Written once, then only deleted. */
export interface AuditTrailTable {
  /** In the order of writing. */
  number: GeneratedAlways<string>;
  tenant_id: string;
  at: Instant;
  /** A person's object id in Microsoft Entra ID, or an app's client id. */
  author_id: string | null;
  author_name: string;
  /** Where the change was made; null for the API. */
  conversation_id: string | null;
  act: Change['act'];
  /** A server's name, a notice's id or an identity team's conversation. */
  subject: string;
  /** The entry that this one takes back; it repeats that one's act, subject, before and after. */
  undoes: ColumnType<string | null, string | undefined, never>;
  /** Structured values only; null if there was nothing. */
  before: ColumnType<Change['before'], string | null, never>;
  after: ColumnType<Change['after'], string | null, never>;
}

/** An activity of the last hour. All instants are in real time. */
export interface ReceivedActivityTable {
  tenant_id: string;
  /** With the thread. */
  conversation_id: string;
  activity_id: string;
  received_at: Instant;
  /** The process that works on it, or did. */
  holder: string;
  /** Until then no other process carries it out; null if its process is known to be gone. */
  lease_until: OptionalInstant;
  /** Whether what it asks for is in the store already. Set in the transaction of that change. */
  has_changed: Generated<boolean>;
  done_at: OptionalInstant;
  /** The response of an invoke, for its repeats. */
  answer: ColumnType<InvokeAnswer | null, string | null | undefined, string | null>;
}
