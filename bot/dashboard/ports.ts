import type { Alert } from '../alerts/alert-lifecycle.ts';
import type { Subscription } from '../reminders/ports.ts';
import type { ServerReport } from '../servers/server.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { PostState } from '../delivery/ports.ts';

/** What became of one offset's reminders in a tenant. */
export interface OffsetCount {
  offset: number;
  state: PostState;
  count: number;
  lastDueAt: Date;
}

export type PlacedSubscription = Subscription & { kind: Conversation['kind'] };

/** What the dashboard reads. Every query is bound to one tenant: what is another's is not there. */
export interface DashboardStore {
  /** Changes whenever a report of the tenant's servers is kept or deleted. */
  serversRevision(tenantId: string): Promise<string>;
  /** Every report of one server, the newest first; null when the tenant has no such server. */
  serverHistory(
    tenantId: string,
    serverId: string,
  ): Promise<{ name: string; reports: ServerReport[] } | null>;
  /** Active and suspended ones, the oldest first. */
  subscriptions(tenantId: string, noticeId: string): Promise<PlacedSubscription[]>;
  /** Null when the tenant has no such subscription, or it was stopped. */
  findSubscription(tenantId: string, id: string): Promise<PlacedSubscription | null>;
  /** Where the bot was seen; null when the tenant has no such conversation. */
  findConversation(tenantId: string, id: string): Promise<Conversation | null>;
  offsetCounts(tenantId: string, noticeId: string): Promise<OffsetCount[]>;
  /** The newest that fire, then the newest that are over. */
  newestAlerts(tenantId: string, limits: { firing: number; resolved: number }): Promise<Alert[]>;
  alertCounts(tenantId: string): Promise<{ firing: number; unacknowledged: number }>;
}

export interface Follower {
  changed: () => void;
  ended: () => void;
}

/** Says when something of a tenant changes that the dashboard shows, whichever instance changed it. */
export interface ChangeFeed {
  /** `changed` is called until the function that it gives is, and `ended` when nothing is told any more. */
  follow(tenantId: string, follower: Follower): () => void;
}

/** Whether a person may act in a conversation. */
export interface Membership {
  /** `personId` is their object id in Microsoft Entra ID; null for nobody who is known. */
  isMember(conversation: Conversation, personId: string | null): Promise<boolean>;
}

/** A reminder that was due, and what became of it. */
export interface PastPost {
  place: 'personal' | 'groupChat' | 'channel';
  offset: number;
  state: string;
  reason: string | null;
  dueAt: Date;
  /** When Teams took it; null when it did not. */
  sentAt: Date | null;
  /** The earliest first. */
  acknowledged: { name: string; at: Date }[];
}

export interface CampaignRecord {
  /** The newest first. */
  reminders: PastPost[];
  /** The newest first. */
  alerts: Alert[];
}
