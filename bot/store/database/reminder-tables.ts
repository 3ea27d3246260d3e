import type { ColumnType } from 'kysely';
import type { Coverage } from '../../reminders/coverage.ts';
import type { DigestChoice, Weekday, WeekendRule } from '../../reminders/schedule.ts';
import type { SubscriptionState } from '../../reminders/ports.ts';
import type { SuspensionReason } from '../../delivery/conversation.ts';
import type { Instant, OptionalInstant } from './columns.ts';

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

/** Who has acknowledged a reminder. */
export interface AcknowledgementTable {
  subject_id: string;
  occasion: string;
  person_id: string;
  name: string;
  at: Instant;
}

/** Signs the calendar address of a tenant; without a row there is no valid address. */
export interface CalendarSecretTable {
  tenant_id: string;
  secret: string;
  created_at: Instant;
}
