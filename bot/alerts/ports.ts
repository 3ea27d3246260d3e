import type { QuietHours } from '../campaign/quiet-hours.ts';
import type { Alert } from './alert-lifecycle.ts';
import type { Severity, Signal } from './alert-kind.ts';
import type { Conversation } from '../delivery/conversation.ts';

/** Who is told when: 0 at once, 1 and 2 when nobody before them has taken note. */
export const ESCALATION_LEVELS = { team: 0, person: 1, 'second-team': 2 } as const;

/** What a conversation wants to hear, and when. */
export interface AlertPreferences {
  level: number;
  /** The least that it wants to hear of. */
  severity: Severity;
  /** In these only what is critical is posted; the rest comes at their end. */
  quietHours: QuietHours | null;
  /** IANA name, of the quiet hours. */
  zone: string;
}

/** A conversation that alerts and hand-offs go to. */
export interface IdentityTeam extends AlertPreferences {
  conversationId: string;
}

export interface IdentityTeamStore {
  /** Makes it one, or changes what it wants; what is not wished stays as it was. */
  join(conversation: Conversation, preferences: Partial<AlertPreferences>, now: Date): Promise<void>;
  /** False when it was none. */
  leave(conversation: Conversation): Promise<boolean>;
  /** Those of the lowest level first, the oldest first. */
  teamsOf(tenantId: string): Promise<IdentityTeam[]>;
  /** Every tenant that has one. */
  tenants(): Promise<string[]>;
}

export interface AlertStore {
  /** Raises, updates or resolves what the signals say, with the posts that tell it. */
  apply(signals: readonly Signal[], now: Date): Promise<void>;
  /** Null when the tenant has no such alert. */
  find(tenantId: string, id: string): Promise<Alert | null>;
  /** False when somebody was first, it is over, or it is another tenant's. */
  acknowledge(tenantId: string, acknowledgement: { id: string; by: string }, now: Date): Promise<boolean>;
  /**
   * What time alone brings: quiet hours end, nobody takes note and the next level is told, a team comes
   * later, what came and went is steady.
   */
  advance(delays: EscalationDelays, now: Date): Promise<void>;
  /** The newest first. */
  list(tenantId: string, limit: number): Promise<Alert[]>;
}

/** After how many minutes without an acknowledgement the people are told, and after how many the second team. */
export type EscalationDelays = readonly [people: number, secondTeam: number];
