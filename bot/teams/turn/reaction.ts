import type { RecognisedQuestion } from '../../questions/ports.ts';
import type { Message } from '../../delivery/message.ts';

/** A card that is posted as an answer, and the question that it answers, when it answers one. */
export interface Reply {
  message: Message;
  asked?: RecognisedQuestion;
}

/** What comes of a press. */
export interface Reaction {
  /** What the presser is told where the card stays as it is: one short sentence. */
  toast: string;
  /** Takes the place of the card, for everybody. */
  card?: Message;
  /** The ledger brings the same card to everybody: only the presser is shown it at once. */
  isCarried?: boolean;
  /** Cards that are posted after it. */
  posts?: Reply[];
}

export const OUTDATED: Reaction = {
  toast: 'This button is out of date. Ask me again to get a new card.',
};
