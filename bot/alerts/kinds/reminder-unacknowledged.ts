import { describeOffset, describeDeadline } from '../../guidance/cut-off-text.ts';
import { placeInSentence, type Place } from '../../delivery/place.ts';
import { toSummary } from '../../guidance/plain-text.ts';
import type { AlertKind } from '../alert-kind.ts';
import {
  linkToPost,
  reminderOutcome,
  UNREAD,
  type ReminderInput,
  type SentReminder,
} from './sent-reminder.ts';

/** The newest reminder of one conversation was not acknowledged in time. */
export const reminderUnacknowledged: AlertKind<ReminderInput & { reminder: SentReminder; place: Place }> = {
  key: ({ reminder }) => `reminder ${reminder.subscriptionId}`,

  severity: ({ reminder, isDone, isMerged }) =>
    reminder.isAcknowledged || isDone || isMerged ? null : 'warning',

  describe({ reminder, guide, withinHours, teamsUrl, now, ...input }) {
    const { sentAt, offset, zone } = reminder;
    const place = placeInSentence(input.place);
    return {
      title: 'The last reminder was not acknowledged',
      since: sentAt,
      facts: [
        { title: 'Reminder', value: describeOffset(offset) },
        { title: 'Posted', value: sentAt },
        { title: 'Where', value: place },
      ],
      meaning: toSummary(describeDeadline(guide, { now, zone }), UNREAD),
      next: {
        text: 'Open the reminder and select Acknowledge, or ask the people there who owns the work.',
        url: linkToPost(reminder, teamsUrl),
      },
      why: `Reminders are set up in ${place} of your organisation, and the newest one was not acknowledged within ${withinHours} hours.`,
      notice: guide.notice.id,
    };
  },

  outcome: (input) =>
    input.isMerged && !input.isDone && !input.reminder.isAcknowledged
      ? 'Merged into a summary alert.'
      : reminderOutcome(input),
};
