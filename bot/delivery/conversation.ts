/** A conversation that the bot has been seen in, with what it needs to post there later. */
export interface Conversation {
  tenantId: string;
  /** For a channel: the channel's id, so that a post starts a new thread. */
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** May change: refreshed on every inbound activity. */
  serviceUrl: string;
  /** The bot's own account id there. */
  botId: string;
  /** For a channel, if Teams has said so: the team that it belongs to. */
  teamId?: string | undefined;
}

/** A name that Teams tells beside an id. */
export interface ToldName {
  of: 'team' | 'conversation';
  id: string;
  name: string;
}

/** That an activity came from a conversation. */
export interface Seen {
  conversation: Conversation;
  at: Date;
  /** What the activity has told besides. */
  told?: { names: readonly ToldName[]; at: Date };
}

/** One conversation, or all channels of a team. */
export type Scope = { tenantId: string } & ({ conversationId: string } | { teamId: string });

/** Why the reminders of a conversation are suspended. */
export type SuspensionReason = 'removed' | 'blocked' | 'channel-deleted' | 'team-archived' | 'team-deleted';

export interface ConversationStore {
  /** Saves the conversation's newest address, and reactivates suspended subscriptions there. */
  remember(conversation: Conversation, now: Date): Promise<void>;
  /** Does the same for many at once, with the names that were told. If a conversation occurs twice, the last one counts. */
  rememberAll(seen: readonly Seen[]): Promise<void>;
  /** Suspends subscriptions until the bot is seen there again or `resume` is called. Returns their number. */
  suspend(scope: Scope, reason: SuspensionReason): Promise<number>;
  /** Reactivates the subscriptions that are suspended for this reason. Returns their number. */
  resume(scope: Scope, reason: SuspensionReason): Promise<number>;
  /**
   * Records that the app was added to a place or removed from it at that time, by Teams' clock. False if a later
   * change of the place is known, so that this one came late.
   */
  recordInstallation(
    conversation: Pick<Conversation, 'tenantId' | 'id' | 'teamId'>,
    at: Date,
  ): Promise<boolean>;
  /** The tenant that was seen last, for local mode, where no token names one; `local` if there is none. */
  newestTenant(): Promise<string>;
  /** True the first time only: the caller then sends the welcome message. */
  claimWelcome(conversation: Conversation, now: Date): Promise<boolean>;
}
