import type { Conversation } from '../reminders/ports.ts';

/** The conversations of a tenant that alerts and hand-offs go to. */
export interface IdentityTeamStore {
  /** False when it was one already. */
  join(conversation: Conversation, now: Date): Promise<boolean>;
  /** False when it was none. */
  leave(conversation: Conversation): Promise<boolean>;
  /** Ids of the conversations, the oldest first. */
  teamsOf(tenantId: string): Promise<string[]>;
}
