import type { Admission } from '../access/acts.ts';
import type { Authored } from '../access/author.ts';
import type { QuietHours } from '../campaign/quiet-hours.ts';
import type { Alert } from './alert-lifecycle.ts';
import type { Severity, Signal } from './alert-kind.ts';
import type { Conversation } from '../delivery/conversation.ts';

/** Escalation levels: 0 is notified at once, 1 and 2 when nobody at a lower level has acknowledged. */
export const ESCALATION_LEVELS = { team: 0, person: 1, 'second-team': 2 } as const;

/** Which alerts a conversation gets, and when. */
export interface AlertPreferences {
  /** A value of `ESCALATION_LEVELS`. */
  level: number;
  /** The lowest severity that the conversation gets. */
  severity: Severity;
  /** In these hours only critical alerts are posted; warnings wait until they end. Null: no quiet hours. */
  quietHours: QuietHours | null;
  /** IANA name; the time zone of the quiet hours. */
  zone: string;
  /** Whom a critical alert mentions, which notifies them; absent: nobody. */
  mentions?: readonly Mentioned[];
}

/** A member of the conversation. The id is this person's for this bot alone. */
export interface Mentioned {
  id: string;
  name: string;
}

/** A conversation that alerts and hand-offs go to. */
export interface IdentityTeam extends AlertPreferences {
  conversationId: string;
}

export interface IdentityTeamStore {
  /**
   * Makes the conversation an identity team if `admissionOf` lets the person do that, or changes the given preferences
   * of one. Conversations of a tenant join one after the other. Resolves with the decision.
   */
  join(
    wish: { conversation: Conversation; askerId: string; preferences: Partial<AlertPreferences> },
    asked: Authored,
  ): Promise<Admission>;
  /** False if the conversation isn't an identity team. */
  leave(conversation: Conversation, asked: Authored): Promise<boolean>;
  /** The tenant's identity teams, by level, then the oldest first. */
  teamsOf(tenantId: string): Promise<IdentityTeam[]>;
  /** IDs of the tenants with at least one identity team. */
  tenants(): Promise<string[]>;
}

export interface AlertStore {
  /** Raises, updates or resolves alerts as the signals say, and queues the posts. */
  apply(signals: readonly Signal[], now: Date): Promise<void>;
  /** An alert, or a group of alerts as one. Null when the tenant has neither. */
  find(tenantId: string, id: string): Promise<Alert | null>;
  /**
   * Acknowledges an alert, or each alert of a group, and notes it in the audit trail. False if nothing is left to
   * acknowledge: it is already acknowledged or resolved, or another tenant's.
   */
  acknowledge(tenantId: string, id: string, asked: Authored): Promise<boolean>;
  /**
   * Does what is due because time has passed: posts after quiet hours, escalates unacknowledged alerts, notifies
   * teams that joined later, and ends flapping. Call it periodically.
   */
  advance(delays: EscalationDelays, now: Date): Promise<void>;
  /** Up to `limit` alerts of the tenant, the newest first. */
  list(tenantId: string, limit: number): Promise<Alert[]>;
}

/** Minutes without an acknowledgement after which an alert escalates to people, and from there to the second team. */
export type EscalationDelays = readonly [people: number, secondTeam: number];
