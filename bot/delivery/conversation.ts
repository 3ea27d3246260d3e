/** Where Cutover was seen: what it takes to post there later. */
export interface Conversation {
  tenantId: string;
  /** Of a channel: the channel's id, so that a post starts a new thread. */
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** Can change: refreshed at every inbound activity. */
  serviceUrl: string;
  /** The bot's own account there. */
  botId: string;
  /** Of a channel, when Teams tells it: the team that it belongs to. */
  teamId?: string | undefined;
}

/** One conversation, or all channels of a team. */
export type Scope = { tenantId: string } & ({ conversationId: string } | { teamId: string });

/** Why reminders of a conversation wait. */
export type SuspensionReason = 'removed' | 'blocked' | 'channel-deleted' | 'team-archived' | 'team-deleted';

export interface ConversationStore {
  /** Keeps the conversation's newest address; a suspended subscription there is active again. */
  remember(conversation: Conversation, now: Date): Promise<void>;
  /** Its subscriptions wait until the bot is seen there again, or `resume` ends it. Gives their number. */
  suspend(scope: Scope, because: SuspensionReason): Promise<number>;
  /** Subscriptions that wait for this reason go on. Gives their number. */
  resume(scope: Scope, because: SuspensionReason): Promise<number>;
  /** The tenant that was seen last, for local mode, where no token says one; `local` before any was. */
  newestTenant(): Promise<string>;
  /** True the first time only: the caller may welcome. */
  claimWelcome(conversation: Conversation, now: Date): Promise<boolean>;
}
