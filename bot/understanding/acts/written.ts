/** An act as plain forms, with the words to ask back with. */
export interface Written {
  /** The plain forms, one after the other. */
  texts: readonly string[];
  /** Whether something in the message is left that wasn't understood; default: no. */
  isDoubtful?: boolean;
  /** The question when it isn't sure. */
  question: string;
  /** The button that does it. */
  title: string;
  /** Set where the reader has to choose; `question` asks which. */
  options?: readonly { title: string; text: string }[];
}
