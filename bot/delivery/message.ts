/** An Adaptive Card with its summary for notifications and screen readers. */
export interface Message {
  card: object;
  /** Plain text, one or two sentences. */
  summary: string;
  /** Suggested replies, shown above the compose box in a chat. */
  suggestions?: readonly Suggestion[];
}

export interface Suggestion {
  title: string;
  /** What is sent when it is chosen. */
  text: string;
}
