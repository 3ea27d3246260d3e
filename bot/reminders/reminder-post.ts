import { covers } from './coverage.ts';
import type { CardReader, ShownCard, ShownReminder } from './reminder-on-card.ts';
import { reviewReminder, type SkipReason } from './plan.ts';
import type { Subscription, SubscriptionStore } from './ports.ts';
import type { Post, PostRenderer, RenderedPost } from '../delivery/ports.ts';
import type { Message } from '../delivery/message.ts';

export interface ReminderToRender extends ShownCard {
  post: Post;
  subscription: Subscription;
  now: Date;
  /** When it was due, if it is so late that the card says so; else null. */
  lateSince: Date | null;
}

/** A reminder that is posted later than this says so. */
const LATE_HOURS = 6;

/**
 * Renders reminders as of now, with those that share their card. A new reminder is skipped or waits if it would not be
 * planned now; a card that is in Teams already is rendered in any case.
 */
export function createReminderPostRenderer({
  subscriptions,
  readCard,
  render,
}: {
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  readCard: CardReader;
  render: (reminder: ReminderToRender) => Promise<Message> | Message;
}): PostRenderer {
  return async (post, now) => {
    const subscription = await subscriptions.readSubscription(post.subjectId);
    if (!subscription) return { skip: 'stopped' };
    const { tenantId, zone } = subscription;
    const card = await readCard(post, { tenantId, zone, now });
    const shown = { ...card, post, subscription, now, lateSince: null };
    if (post.replaces) return card.reminders.some(isLoaded) ? render(shown) : { skip: 'not-loaded' };
    if (subscription.state === 'stopped') return { skip: 'stopped' };
    if (subscription.state === 'suspended') return { wait: 'suspended' };
    if (card.reminders.length === 0) return { wait: 'changed' }; // it was deleted meanwhile
    const verdicts = card.reminders.map((reminder) => review(reminder, { subscription, post, now }));
    const refusal = refusalOf(verdicts, { ...post, isShared: verdicts.length > 1 || card.hasDigest });
    if (refusal) return refusal;
    const reminders = card.reminders.filter((_, i) => verdicts[i] === 'post');
    const dueAt = Math.max(...reminders.map((reminder) => reminder.dueAt.getTime()));
    const isLate = now.getTime() - dueAt > LATE_HOURS * 3_600_000;
    return render({ ...shown, reminders, lateSince: isLate ? new Date(dueAt) : null });
  };
}

function isLoaded({ cutOff }: ShownReminder): boolean {
  return cutOff !== null;
}

type Verdict = 'post' | { wait: string } | { skip: SkipReason | 'left-out' };

function review(
  { noticeId, plannedFor, cutOff, offset, progress }: ShownReminder,
  { subscription, post, now }: { subscription: Subscription; post: Post; now: Date },
): Verdict {
  if (!covers(subscription.coverage, noticeId)) return { skip: 'left-out' };
  // A new reminder is planned again, by the instance that has the newest notice.
  if (plannedFor !== cutOff) return post.isRepeat ? { skip: 'changed' } : { wait: 'cut-off-changed' };
  const { since, snoozedUntil } = subscription;
  const question = { cutOff, schedule: subscription, since, snoozedUntil, progress, now };
  const verdict = reviewReminder(offset, question);
  return verdict === 'wait' ? { wait: 'not-due' } : verdict;
}

/**
 * Null if the card is posted. One that several reminders share, or one with the digest, is planned again unless all are
 * posted, so that the ledger has what became of each. A repeat can't be: it has those that are still to be posted, and
 * waits as long as one of them does.
 */
function refusalOf(
  verdicts: readonly Verdict[],
  { isRepeat, isShared }: { isRepeat: boolean; isShared: boolean },
): Exclude<RenderedPost, Message> | null {
  const refusals = verdicts.filter((verdict) => verdict !== 'post');
  const [first] = refusals;
  if (!first || (isRepeat && refusals.length < verdicts.length)) return null;
  if (isRepeat) return refusals.find((refusal) => 'wait' in refusal) ?? first;
  return isShared ? { wait: 'changed' } : first;
}
