import type { ColumnType, Generated } from 'kysely';
import type { Severity, Finding } from '../../alerts/alert-kind.ts';
import type { AlertPreferences, Mentioned } from '../../alerts/ports.ts';
import type { Instant, OptionalInstant } from './columns.ts';

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

export type StoredFinding = Omit<Finding, 'since' | 'facts'> & {
  since: string;
  facts: { title: string; value: string }[];
};

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
