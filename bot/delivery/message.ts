/** What is posted: an Adaptive Card, and what notifications and screen readers say of it. */
export interface Message {
  card: object;
  /** Plain text, one or two sentences. */
  summary: string;
  /** Questions that a chat offers above its compose box. */
  suggestions?: readonly Suggestion[];
}

export interface Suggestion {
  title: string;
  /** What is said when it is chosen. */
  text: string;
}
