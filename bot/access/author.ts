/** Who makes a change, and from where. */
export interface Author {
  /** A person's object id in Microsoft Entra ID, or an app's client id; null where Teams or the token has none. */
  id: string | null;
  /** As the reader of the audit trail knows the person or app. */
  name: string;
  /** The conversation in which the change was made; null for the API and the dashboard. */
  conversationId: string | null;
  /** The activity in Teams that asks for the change: once it is made, a repeat of the activity doesn't make it again. */
  activity?: ActivityKey | undefined;
}

/** Names an activity that Teams sends, alike in each repeat of it. */
export interface ActivityKey {
  tenantId: string;
  /** With the thread. */
  conversationId: string;
  activityId: string;
}

/** Who makes a change, and when by the app's clock. */
export interface Authored {
  by: Author;
  now: Date;
}
