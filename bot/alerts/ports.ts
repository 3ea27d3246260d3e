import type { QuietHours } from '../campaign/quiet-hours.ts';
import type { Alert } from './alert-lifecycle.ts';
import type { Severity, Signal } from './alert-kind.ts';
import type { Conversation } from '../delivery/conversation.ts';

/** Who is notified when: 0 at once, 1 and 2 when nobody at a lower level has acknowledged. */
export const ESCALATION_LEVELS = { team: 0, person: 1, 'second-team': 2 } as const;

/** Which alerts a conversation gets, and when. */
export interface AlertPreferences {
  level: number;
  /** The lowest severity that it gets. */
  severity: Severity;
  /** Only critical alerts are posted in these hours; warnings wait until they end. Null: none. */
  quietHours: QuietHours | null;
  /** IANA name; the time zone of the quiet hours. */
  zone: string;
}

/** A conversation that alerts and hand-offs go to. */
export interface IdentityTeam extends AlertPreferences {
  conversationId: string;
}

export interface IdentityTeamStore {
  /** Adds the conversation, or changes its preferences; those that are not given stay. */
  join(conversation: Conversation, preferences: Partial<AlertPreferences>, now: Date): Promise<void>;
  /** False if the conversation was none. */
  leave(conversation: Conversation): Promise<boolean>;
  /** By level, then by age. */
  teamsOf(tenantId: string): Promise<IdentityTeam[]>;
  /** Tenants that have at least one. */
  tenants(): Promise<string[]>;
}

export interface AlertStore {
  /** Raises, updates or resolves alerts as the signals say, and queues the posts. */
  apply(signals: readonly Signal[], now: Date): Promise<void>;
  /** Null when the tenant has no such alert. */
  find(tenantId: string, id: string): Promise<Alert | null>;
  /** False if it is already acknowledged or resolved, or belongs to another tenant. */
  acknowledge(tenantId: string, acknowledgement: { id: string; by: string }, now: Date): Promise<boolean>;
  /**
   * Does what is due by time alone: posts after quiet hours, escalates unacknowledged alerts, notifies teams that
   * joined later, and ends flapping. To be called periodically.
   */
  advance(delays: EscalationDelays, now: Date): Promise<void>;
  /** The newest first. */
  list(tenantId: string, limit: number): Promise<Alert[]>;
}

/** Minutes without an acknowledgement until the people are notified, and until the second team is. */
export type EscalationDelays = readonly [people: number, secondTeam: number];
