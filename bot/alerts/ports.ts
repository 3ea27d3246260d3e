import type { Conversation } from '../reminders/ports.ts';
import type { Alert } from './alert-life.ts';
import type { Signal } from './signals.ts';

/** Who is told when: 0 at once, 1 and 2 when nobody before them has taken note. */
export const LEVELS = { team: 0, person: 1, 'second-team': 2 } as const;

/** A conversation that alerts and hand-offs go to. */
export interface IdentityTeam {
  conversationId: string;
  level: number;
}

export interface IdentityTeamStore {
  /** False when it was one already, of the same level. */
  join(conversation: Conversation, level: number, now: Date): Promise<boolean>;
  /** False when it was none. */
  leave(conversation: Conversation): Promise<boolean>;
  /** Those of the lowest level first, the oldest first. */
  teamsOf(tenantId: string): Promise<IdentityTeam[]>;
}

export interface AlertStore {
  /** Raises, updates or resolves what the signals say, with the posts that tell it. */
  take(signals: readonly Signal[], now: Date): Promise<void>;
  /** Null when the tenant has no such alert. */
  find(tenantId: string, id: string): Promise<Alert | null>;
  /** False when somebody was first, it is over, or it is another tenant's. */
  acknowledge(tenantId: string, acknowledgement: { id: string; by: string }, now: Date): Promise<boolean>;
  /** Tells the next level of every alert that nobody has taken note of in time. */
  escalate(afterMinutes: number, now: Date): Promise<void>;
  /** The newest first. */
  list(tenantId: string, limit: number): Promise<Alert[]>;
}
