import type { Authored } from '../access/author.ts';
import type { OwnDeadline } from '../campaign/deadline.ts';
import type { QuietHours } from '../campaign/quiet-hours.ts';

/** One notice in one tenant. */
export interface CampaignKey {
  tenantId: string;
  noticeId: string;
}

/** The dates that a tenant has set, by notice id. */
export type OwnDeadlines = ReadonlyMap<string, OwnDeadline>;

/** A date that holds no more. */
export interface TakenBack {
  /** `YYYY-MM-DD`. */
  date: string;
  at: Date;
}

/** Characters of a reason, at the most. */
export const MOST_REASON = 500;

/** What somebody sets. */
export interface WishedDeadline {
  /** `YYYY-MM-DD`; null takes the tenant's own date back. */
  date: string | null;
  /** In the words of whoever sets it, up to `MOST_REASON` characters; null when they give none. */
  reason: string | null;
}

/** Keeps the dates that tenants set, with everything that was set before. */
export interface TenantDeadlineStore {
  /** Of every tenant that has set one, by tenant id. */
  all(): Promise<ReadonlyMap<string, OwnDeadlines>>;
  /** Of one tenant, as they stand now. */
  of(tenantId: string): Promise<OwnDeadlines>;
  /** The dates that a tenant has taken back and not set anew, with when, by notice id. */
  takenBack(tenantId: string): Promise<ReadonlyMap<string, TakenBack>>;
  /**
   * Sets or takes back a date. Reminders that were not sent are planned again, and the newest card of each subscription
   * is updated. With the entry in the audit trail it is one transaction. False when it changes nothing.
   */
  set(key: CampaignKey, wish: WishedDeadline, asked: Authored): Promise<boolean>;
  /** What was set, the newest first; a null date was a taking back. */
  history(key: CampaignKey, limit: number): Promise<(WishedDeadline & { by: string; at: Date })[]>;
}

/** The conversation that is told how to find out the tenant's window. */
export interface WindowAudience {
  tenantId: string;
  conversationId: string;
  quietHours: QuietHours | null;
  /** IANA name; the time zone of the quiet hours. */
  zone: string;
}

/** Remembers in the delivery ledger which tenants were told how to find out their window. */
export interface WindowNoteStore {
  /**
   * Tenants that were not told of this notice yet and have never set its date, each with whom to tell. A conversation that
   * couldn't be told gives way to the next until the bot is seen there again.
   */
  waiting(noticeId: string, now: Date): Promise<WindowAudience[]>;
  /** Queues the message. False if the tenant has been told, here or in another conversation. */
  tell(key: CampaignKey, conversationId: string, now: Date): Promise<boolean>;
}
