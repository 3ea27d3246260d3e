/** A question that the bot passed on to people. */
export interface Handoff {
  id: string;
  tenantId: string;
  /** Where it was asked: the conversation, and of a channel the thread. */
  conversationId: string;
  threadId: string;
  asker: { id: string; name: string };
  question: string;
  /** The topic that the bot had answered or guessed; null when it had none. */
  topic: string | null;
  askedAt: Date;
  state: 'waiting' | 'answered' | 'closed';
  /** Who answered or closed it, and when; null while it waits. */
  settledBy: string | null;
  settledAt: Date | null;
  answer: string | null;
}

export type NewHandoff = Pick<
  Handoff,
  'tenantId' | 'conversationId' | 'threadId' | 'asker' | 'question' | 'topic'
> & {
  /** The card on which a person was asked for: it asks once, however often it is pressed. */
  cardId: string | null;
};

/** Whose card it is that was pressed. */
export type HandoffSide = 'asker' | 'team';

/** What each of the posts about a hand-off is for: the occasion in its ledger row, before the conversation. */
export const HANDOFF_OCCASIONS = { asked: 'asked', waiting: 'waiting', answer: 'answer' } as const;

export interface HandoffStore {
  /**
   * Keeps the question with its posts: a card for each identity team, and one for the asker that shows how it
   * stands. False when it was passed on from this card before.
   */
  open(handoff: NewHandoff, teams: readonly string[], now: Date): Promise<boolean>;
  /** The hand-off that a posted card is about, and on which side the card is. */
  findByCard(card: {
    tenantId: string;
    conversationId: string;
    activityId: string;
  }): Promise<{ handoff: Handoff; side: HandoffSide } | null>;
  /** Null when the tenant has no such hand-off. */
  find(tenantId: string, id: string): Promise<Handoff | null>;
  /**
   * Ends the waiting: all cards follow, and an answer is carried to the asker. False when somebody was first,
   * or it is another tenant's.
   */
  settle(
    handoff: Pick<Handoff, 'tenantId' | 'id'>,
    outcome: { by: string; answer: string | null },
    now: Date,
  ): Promise<boolean>;
}
