/** An Adaptive Card with its summary for notifications and screen readers. */
export interface Message {
  card: object;
  /** Plain text, one or two sentences. */
  summary: string;
  /** Suggested replies, shown above the compose box in a chat. */
  suggestions?: readonly Suggestion[];
  /** What the card quotes: Teams shows it at a mark above the card. */
  citation?: Citation;
  /** Whether Teams shows its own thumbs below the message; default: false. */
  hasFeedbackLoop?: boolean;
}

export interface Citation {
  /** The article's title. */
  article: string;
  heading: string;
  url: string;
  /** The beginning of what is quoted, in plain text. */
  abstract: string;
}

export interface Suggestion {
  title: string;
  /** What is sent when it is chosen. */
  text: string;
}
