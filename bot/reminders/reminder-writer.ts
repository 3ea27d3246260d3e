import { climbLadder, type Schedule } from '../campaign/ladder.ts';
import type { Message } from '../rendering/message.ts';
import type { Post, PostWriter, SubscriptionStore } from './ports.ts';

export interface ReminderToWrite {
  post: Post;
  cutOff: string;
  schedule: Schedule;
  now: Date;
  /** When it was due, if that was so long ago that it needs a word; else null. */
  lateSince: Date | null;
}

/** A reminder that comes later than this says so. */
const LATE_HOURS = 6;

/**
 * Writes reminders in words of the moment. One that nobody wants any more, or that a newer one has
 * overtaken while it waited, is skipped; a card that is there already is written anew in any case.
 */
export function createReminderWriter(
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>,
  cutOffs: Readonly<Record<string, string>>,
  render: (reminder: ReminderToWrite) => Promise<Message> | Message,
): PostWriter {
  return async (post, now) => {
    const { subjectId, occasion, dueAt, replaces } = post;
    const schedule = await subscriptions.readSubscription(subjectId);
    const cutOff = cutOffs[schedule?.noticeId ?? ''] ?? '';
    if (schedule && replaces) return render({ post, cutOff, schedule, now, lateSince: null });
    if (schedule?.state !== 'active') return { skip: schedule?.state ?? 'stopped' };
    const newest = climbLadder(cutOff, schedule).findLast((rung) => rung.dueAt <= now);
    if (newest && newest.dueAt > dueAt && !occasion.endsWith(` ${newest.rung}`)) {
      return { skip: 'superseded' };
    }
    const isLate = now.getTime() - dueAt.getTime() > LATE_HOURS * 3_600_000;
    return render({ post, cutOff, schedule, now, lateSince: isLate ? dueAt : null });
  };
}
