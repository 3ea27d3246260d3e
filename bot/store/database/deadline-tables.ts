import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The cut-off of a notice when it was last looked at. */
export interface KnownCutOffTable {
  notice_id: string;
  /** `YYYY-MM-DD`, or `YYYY-MM`; null when the notice states none for every tenant. */
  cut_off: string | null;
  /** The sentence that states it; null where that wasn't kept. */
  sentence: ColumnType<string | null, string | null | undefined, string | null>;
  /** Since when it is this one; null for the first that was known. */
  since: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Whether the notice was not loaded. */
  is_away: Generated<boolean>;
}

/** An answer that a notice gives or gave. */
export interface KnownAnswerTable {
  notice_id: string;
  intent: string;
  title: string;
  /** When its documents were found not to give it any more; null: they do. */
  gone_at: Date | null;
}

/** A date that a tenant has set for a notice, or has taken back (null). The row with the highest number counts. */
export interface TenantDeadlineTable {
  number: GeneratedAlways<string>;
  tenant_id: string;
  notice_id: string;
  /** `YYYY-MM-DD`. */
  date: string | null;
  reason: string | null;
  /** Reminders that were due until then are not posted for this date; null: no such limit. */
  since: ColumnType<Date | null, Date | null | undefined, Date | null>;
  author_id: string | null;
  author_name: string;
  at: Date;
}
