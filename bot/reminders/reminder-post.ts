import type { Schedule } from './schedule.ts';
import { covers } from './coverage.ts';
import { reviewReminder } from './plan.ts';
import type { Progress, ProgressOfTenants } from '../campaign/progress.ts';
import type { SubscriptionStore } from './ports.ts';
import type { Post, PostRenderer } from '../delivery/ports.ts';
import type { Message } from '../delivery/message.ts';

export interface ReminderToRender {
  post: Post;
  noticeId: string;
  cutOff: string;
  schedule: Schedule;
  now: Date;
  /** Progress of its tenant; null if no server has been reported there. */
  progress: Progress | null;
  /** When it was due, if it is so late that the card says so; else null. */
  lateSince: Date | null;
}

/** A reminder that is posted later than this says so. */
const LATE_HOURS = 6;

/**
 * Renders reminders as of now. A new reminder is skipped or waits if it would not be planned now; a card that is in
 * Teams already is rendered in any case.
 */
export function createReminderPostRenderer({
  subscriptions,
  cutOffs,
  readProgress,
  render,
}: {
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  /** Cut-off of each loaded notice, by its id. */
  cutOffs: ReadonlyMap<string, string>;
  readProgress: () => Promise<ProgressOfTenants>;
  render: (reminder: ReminderToRender) => Promise<Message> | Message;
}): PostRenderer {
  return async (post, now) => {
    const subscription = await subscriptions.readSubscription(post.subjectId);
    if (!subscription) return { skip: 'stopped' };
    const [noticeId = '', plannedFor, offset] = post.occasion.split(' ');
    const cutOff = cutOffs.get(noticeId) ?? '';
    const progress = (await readProgress()).get(subscription.tenantId)?.get(noticeId) ?? null;
    const reminder = { post, noticeId, cutOff, schedule: subscription, now, progress, lateSince: null };
    if (post.replaces) return render(reminder);
    if (subscription.state === 'stopped') return { skip: 'stopped' };
    if (!covers(subscription.coverage, noticeId)) return { skip: 'left-out' };
    if (subscription.state === 'suspended') return { wait: 'suspended' };
    // A new reminder is planned again, by the instance that has the newest notice.
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
