import { describeDeadline } from '../../guidance/cut-off-text.ts';
import { toSummary } from '../../guidance/plain-text.ts';
import type { AlertKind } from '../alert-kind.ts';
import {
  linkToPost,
  reminderOutcome,
  UNREAD,
  type ReminderInput,
  type SentReminder,
} from './sent-reminder.ts';

/** Unacknowledged reminders in many conversations of a tenant, in one alert. */
export const remindersUnacknowledged: AlertKind<
  ReminderInput & {
    /** The unacknowledged ones; the oldest first. */
    reminders: readonly SentReminder[];
  }
> = {
  key: () => 'reminders',

  severity: ({ isMerged }) => (isMerged ? 'warning' : null),

  describe({ reminders, guide, withinHours, teamsUrl, now }) {
    const [oldest] = reminders;
    if (!oldest) throw new Error('A summary of unacknowledged reminders needs at least one.');
    return {
      title: `The last reminder was not acknowledged in ${reminders.length} conversations`,
      since: oldest.sentAt,
      facts: [
        { title: 'Conversations', value: String(reminders.length) },
        { title: 'Waiting longest', value: oldest.sentAt },
      ],
      meaning: toSummary(describeDeadline(guide, { now, zone: oldest.zone }), UNREAD),
      next: {
        text: 'Start with the oldest reminder: open it and select Acknowledge, or ask the people there who owns the work.',
        url: linkToPost(oldest, teamsUrl),
      },
      why: `Reminders are set up in these conversations of your organisation, and the newest ones were not acknowledged within ${withinHours} hours.`,
    };
  },

  outcome: (input) =>
    input.reminders.length > 0 && !input.isDone
      ? 'Split into an alert for each conversation.'
      : reminderOutcome(input),
};
