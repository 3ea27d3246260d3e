import type { KnownAnswerTable, KnownCutOffTable, TenantDeadlineTable } from './deadline-tables.ts';
import type { Instant } from './columns.ts';
import type { HandoffTable, QuestionTable, ThreadMemoryTable } from './question-tables.ts';
import type {
  ConversationTable,
  PlaceNameTable,
  InstallationTable,
  InstallerTable,
  PostTable,
  RequestSlotTable,
  ReceivedActivityTable,
} from './delivery-tables.ts';
import type { SubscriptionTable, AcknowledgementTable, CalendarSecretTable } from './reminder-tables.ts';
import type {
  IdentityTeamTable,
  IdentityTeamRequestTable,
  FormerIdentityTeamTable,
  AlertTable,
  SyncStatusTable,
} from './alert-tables.ts';
import type { ServerTable, ServerReportTable, CompletionTable } from './server-tables.ts';
import type { AuditTrailTable } from './audit-table.ts';

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

/** A single row. */
export interface WriteProbeTable {
  id: 1;
  /** In real time. */
  written_at: Instant;
}
