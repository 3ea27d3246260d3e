import type { Authored } from '../access/author.ts';
/** A question that somebody asked a person to answer. */
export interface Handoff {
  id: string;
  tenantId: string;
  /** Where it was asked. In a channel, `threadId` is the thread; elsewhere it is the conversation. */
  conversationId: string;
  threadId: string;
  asker: { id: string; name: string };
  question: string;
  /** The id of the notice that it is about; null in hand-offs that were stored without it. */
  notice: string | null;
  /** The intent that the bot answered or guessed; null when it had none. */
  topic: string | null;
  askedAt: Date;
  state: 'waiting' | 'answered' | 'closed';
  /** Name of the person who answered or closed it; null while it is waiting. */
  settledBy: string | null;
  settledAt: Date | null;
  /** Null unless the state is `answered`. */
  answer: string | null;
}

/** What is known of a hand-off when it is made. */
export type NewHandoff = Pick<
  Handoff,
  'tenantId' | 'conversationId' | 'threadId' | 'asker' | 'question' | 'notice' | 'topic'
> & {
  /** Activity ID of the card whose button was pressed; each card makes one hand-off at most. */
  cardId: string | null;
};

/** Whether a card about a hand-off is the asker's or an identity team's. */
export type HandoffSide = 'asker' | 'team';

/** Posts about a hand-off: the occasion in the ledger row. After `asked` comes the conversation's ID. */
export const HANDOFF_OCCASIONS = { asked: 'asked', waiting: 'waiting', answer: 'answer' } as const;

export interface HandoffStore {
  /**
   * Stores the question and queues its posts: a card for each identity team, and one for the asker that shows
   * the state, and notes it in the audit trail. `teams` are conversation IDs. False when this card has made a hand-off
   * before.
   */
  open(handoff: NewHandoff, teams: readonly string[], asked: Authored): Promise<boolean>;
  /** The hand-off that a posted card is about; null when the card is about none. */
  findByCard(card: {
    tenantId: string;
    conversationId: string;
    activityId: string;
  }): Promise<{ handoff: Handoff; side: HandoffSide } | null>;
  /** Up to `limit` hand-offs that were made in a thread, the newest first. */
  findAsked(place: { tenantId: string; threadId: string }, limit: number): Promise<Handoff[]>;
  /** Null when the tenant has no such hand-off. */
  find(tenantId: string, id: string): Promise<Handoff | null>;
  /**
   * Answers a waiting hand-off, or closes it when `answer` is null: updates all its cards and posts the answer to
   * the asker, and notes it in the audit trail. False when it is no longer waiting, or belongs to another tenant.
   */
  settle(
    handoff: Pick<Handoff, 'tenantId' | 'id'>,
    outcome: { answer: string | null },
    asked: Authored,
  ): Promise<boolean>;
}
