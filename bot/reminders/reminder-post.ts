import type { Schedule } from './schedule.ts';
import { reviewReminder } from './plan.ts';
import type { Progress } from '../campaign/progress.ts';
import type { SubscriptionStore } from './ports.ts';
import type { Post, PostRenderer } from '../delivery/ports.ts';
import type { Message } from '../delivery/message.ts';

export interface ReminderToRender {
  post: Post;
  cutOff: string;
  schedule: Schedule;
  now: Date;
  /** Of its tenant; null when nobody has reported a server there. */
  progress: Progress | null;
  /** When it was due, if that was so long ago that it needs a word; else null. */
  lateSince: Date | null;
}

/** A reminder that comes later than this says so. */
const LATE_HOURS = 6;

/**
 * Writes reminders in words of the moment. What the plan would not post now, for it has waited and things
 * have changed, is not posted; a card that is there already is written anew in any case.
 */
export function createReminderPostRenderer({
  subscriptions,
  cutOffs,
  readProgress,
  render,
}: {
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  /** Of each notice that is loaded, by its id. */
  cutOffs: ReadonlyMap<string, string>;
  /** Of each tenant in which somebody has reported servers, by its id. */
  readProgress: () => Promise<ReadonlyMap<string, Progress>>;
  render: (reminder: ReminderToRender) => Promise<Message> | Message;
}): PostRenderer {
  return async (post, now) => {
    const subscription = await subscriptions.readSubscription(post.subjectId);
    if (!subscription) return { skip: 'stopped' };
    const [, plannedFor, offset] = post.occasion.split(' ');
    const cutOff = cutOffs.get(subscription.noticeId) ?? '';
    const progress = (await readProgress()).get(subscription.tenantId) ?? null;
    const reminder = { post, cutOff, schedule: subscription, now, progress, lateSince: null };
    if (post.replaces) return render(reminder);
    if (subscription.state === 'stopped') return { skip: 'stopped' };
    if (subscription.state === 'suspended') return { wait: 'suspended' };
    // What is not a repeat is planned anew, by whichever instance has the newest notice.
    if (plannedFor !== cutOff) return post.isRepeat ? { skip: 'changed' } : { wait: 'cut-off-changed' };
    const { since, snoozedUntil } = subscription;
    const verdict = reviewReminder(Number(offset), {
      cutOff,
      schedule: subscription,
      since,
      snoozedUntil,
      progress,
      now,
    });
    if (verdict === 'wait') return { wait: 'not-due' };
    if (verdict !== 'post') return verdict;
    const isLate = now.getTime() - post.dueAt.getTime() > LATE_HOURS * 3_600_000;
    return render({ ...reminder, lateSince: isLate ? post.dueAt : null });
  };
}
