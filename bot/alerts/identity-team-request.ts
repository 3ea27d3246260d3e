import type { Author, Authored } from '../access/author.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { AlertPreferences } from './ports.ts';

/** Days until a request that nobody decided expires, and until a declined one may be repeated. */
export const REQUEST_DAYS = 7;

/** A conversation that asks to get alerts and questions where there is an identity team already. */
export interface IdentityTeamRequest {
  id: string;
  tenantId: string;
  conversationId: string;
  place: Conversation['kind'];
  asker: { id: string; name: string };
  preferences: Partial<AlertPreferences>;
  state: 'waiting' | 'approved' | 'declined' | 'expired' | 'withdrawn';
  askedAt: Date;
  /** Who approved, declined or withdrew it. */
  decidedBy: string | null;
}

export interface IdentityTeamRequestStore {
  /**
   * Keeps the request. Null when there is no room for one: a request of the conversation or of the person waits,
   * or was declined within the last days. A withdrawn request of the conversation waits again, so that asking and
   * withdrawing over and over is one flapping alert.
   */
  ask(
    request: Pick<IdentityTeamRequest, 'asker' | 'preferences'> & { conversation: Conversation },
    asked: Authored,
  ): Promise<IdentityTeamRequest | null>;
  /** Null when the tenant has no such request. */
  find(tenantId: string, id: string): Promise<IdentityTeamRequest | null>;
  /** The conversation gets alerts if it was approved, and is told either way. Null when it no longer waits. */
  decide(
    request: Pick<IdentityTeamRequest, 'tenantId' | 'id'>,
    decision: { by: Author; isApproved: boolean },
    now: Date,
  ): Promise<IdentityTeamRequest | null>;
  /** All that wait, with those that expire now or were withdrawn within the last day. */
  review(now: Date): Promise<IdentityTeamRequest[]>;
}

/** Who may name the first identity team of a tenant: whoever added the app to a team. */
export interface InstallerStore {
  record(tenantId: string, personId: string, now: Date): Promise<void>;
}
