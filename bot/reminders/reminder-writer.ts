import type { Schedule } from '../campaign/ladder.ts';
import type { Message } from '../rendering/message.ts';
import type { Conversation, PostWriter, SubscriptionStore } from './ports.ts';

export interface ReminderToWrite {
  schedule: Schedule;
  now: Date;
  kind: Conversation['kind'];
}

/** Writes reminders in words of the moment; one that nobody wants any more is skipped. */
export function createReminderWriter(
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>,
  render: (reminder: ReminderToWrite) => Message,
): PostWriter {
  return async ({ subjectId, conversation }, now) => {
    const schedule = await subscriptions.readSubscription(subjectId);
    if (schedule?.state !== 'active') return { skip: schedule?.state ?? 'stopped' };
    return render({ schedule, now, kind: conversation.kind });
  };
}
