import type { RecognisedQuestion } from '../../questions/ports.ts';
import type { Message } from '../../delivery/message.ts';

/** A card to post, with the question that it answers where it answers one. */
export interface Reply {
  message: Message;
  asked?: RecognisedQuestion;
}

/** The result of a card action. */
export interface Reaction {
  /** One short sentence, shown to the person where the card stays as it is. */
  toast: string;
  /** Replaces the card, for everybody. */
  card?: Message;
  /** The ledger updates the card for everybody, so only the person's own view is replaced here; default: false. */
  isCarried?: boolean;
  /** Posted below it. */
  posts?: Reply[];
}

/** For a card that no longer does anything, or that the person may not use. */
export const OUTDATED: Reaction = {
  toast: 'This button is out of date. Ask me again to get a new card.',
};
