import type { Guide } from '../../guidance/guide.ts';

/** The newest reminder of a conversation, posted long enough ago to expect an acknowledgement. */
export interface SentReminder {
  subscriptionId: string;
  tenantId: string;
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** IANA name. */
  zone: string;
  noticeId: string;
  /** Days before the cut-off. */
  offset: number;
  activityId: string;
  sentAt: Date;
  /** It or a newer one was acknowledged, or reminders there were snoozed or stopped. */
  isAcknowledged: boolean;
}

/** What the alerts about reminders have in common. */
export interface ReminderInput {
  tenantId: string;
  guide: Guide;
  /** No reported server of the tenant is affected any more. */
  isDone: boolean;
  /** The tenant has so many unacknowledged reminders that one alert covers them all. */
  isMerged: boolean;
  /** How long an acknowledgement may take. */
  withinHours: number;
  /** Where Teams opens messages, such as `https://teams.microsoft.com`. */
  teamsUrl: string;
  now: Date;
}

export const UNREAD = 'Nobody there has acknowledged it, so reminders may go unread.';

/** Why an alert about an unacknowledged reminder is resolved. */
export function reminderOutcome({ isDone, guide }: ReminderInput): string {
  return isDone
    ? `No reported server is affected any more: ${guide.product}.`
    : 'The reminder was acknowledged, or reminders were snoozed or stopped.';
}

/** A link that opens the post: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
export function linkToPost(
  { conversationId, activityId, tenantId, kind }: SentReminder,
  teamsUrl: string,
): string {
  const where = `${encodeURIComponent(conversationId)}/${encodeURIComponent(activityId)}`;
  const context = kind === 'channel' ? '' : `&context=${encodeURIComponent('{"contextType":"chat"}')}`;
  return `${teamsUrl}/l/message/${where}?tenantId=${encodeURIComponent(tenantId)}${context}`;
}
