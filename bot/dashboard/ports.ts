import type { Alert } from '../alerts/alert-lifecycle.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Subscription } from '../reminders/ports.ts';
import type { ServerReport } from '../servers/server.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Place } from '../delivery/place.ts';
import type { PostState } from '../delivery/ports.ts';

/** How many of a tenant's reminders for one offset are in one state. */
export interface OffsetCount {
  offset: number;
  state: PostState;
  count: number;
  lastDueAt: Date;
}

export type PlacedSubscription = Subscription & { kind: Conversation['kind'] };

/** What the dashboard reads. Every query sees the data of one tenant only. */
export interface DashboardStore {
  /** A token that changes whenever a server report of the tenant is saved, withdrawn or deleted. */
  serversRevision(tenantId: string): Promise<string>;
  /** Every report of one server, newest first; null if the tenant has no such server. */
  serverHistory(
    tenantId: string,
    serverId: string,
  ): Promise<{ name: string; reports: ServerReport[] } | null>;
  /** Active and suspended subscriptions, oldest first. */
  subscriptions(tenantId: string): Promise<PlacedSubscription[]>;
  /** Null if the tenant has no such subscription, or it was stopped. */
  findSubscription(tenantId: string, id: string): Promise<PlacedSubscription | null>;
  /** Null if the bot has not been seen in such a conversation of the tenant. */
  findConversation(tenantId: string, id: string): Promise<Conversation | null>;
  offsetCounts(tenantId: string, noticeId: string): Promise<OffsetCount[]>;
  /** The newest firing alerts, then the newest resolved ones. */
  newestAlerts(tenantId: string, limits: { firing: number; resolved: number }): Promise<Alert[]>;
  alertCounts(tenantId: string): Promise<{ firing: number; unacknowledged: number }>;
}

export interface Follower {
  /** Something on the tenant's dashboard has changed. */
  changed: () => void;
  /** The feed is closed. */
  ended: () => void;
}

/** Signals changes of a tenant's dashboard, also those that another instance makes. */
export interface ChangeFeed {
  /** Returns the function that unsubscribes. */
  follow(tenantId: string, follower: Follower): () => void;
}

export interface Membership {
  /** @param personId object id in Microsoft Entra ID; null if unknown. */
  isMember(conversation: Conversation, personId: string | null): Promise<boolean>;
}

/** A reminder that was due, and its result. */
export interface PastPost {
  /** The id of its notice. */
  noticeId: string;
  conversationId: string;
  offset: number;
  state: string;
  reason: string | null;
  dueAt: Date;
  /** When Teams accepted it; null if it did not. */
  sentAt: Date | null;
  /** Earliest first. */
  acknowledged: { name: string; at: Date }[];
}

/** What the printed report shows besides servers. */
export interface CampaignRecord {
  /** Newest first. */
  reminders: PastPost[];
  /** Newest first. */
  alerts: Alert[];
  /** Newest first. */
  changes: AuditEntry[];
  /** The conversations of the reminders and changes, by id. */
  places: ReadonlyMap<string, Place>;
}
