import { formatInstant } from '../../guidance/date-format.ts';
import type { PastReminder, Subscription } from '../../reminders/ports.ts';
import { describeReason } from '../../reminders/reason-texts.ts';
import type { Note } from '../../rendering/note-cards.ts';
import type { SuspensionReason } from '../../delivery/conversation.ts';
import { describeDueDay } from '../../guidance/cut-off-text.ts';

const TURN_ON = 'To turn them on, type: remind us at 09:00';

/** A conversation's last reminders, the newest first, with what happened to each and when the next one is due. */
export function explainReminders({
  title,
  subscription,
  past,
  next,
  none,
  nameNotice,
  now,
  locale,
}: {
  /** Of the answer. */
  title: string;
  /** Null: reminders were never set up. */
  subscription: Subscription | null;
  past: readonly PastReminder[];
  /** When the next reminder is due; null: none is. */
  next: Date | null;
  /** Why none is, as a sentence. */
  none: string;
  /** The name of a notice; null where only one is loaded, which goes without saying, and of one that is gone. */
  nameNotice: (id: string | null) => string | null;
  now: Date;
  /** The reader's. */
  locale?: string | undefined;
}): Note {
  if (!subscription) {
    return { title: 'No reminders here', paragraphs: [`Reminders aren’t set up here. ${TURN_ON}`] };
  }
  const { zone } = subscription;
  const describeTime: DescribeTime = (instant) => formatInstant(instant, zone, locale);
  const facts = past.map((reminder) => ({
    title: describeTime(reminder.dueAt),
    value: [
      nameNotice(reminder.noticeId),
      `${describeDueDay(reminder.dueAt, { cutOff: reminder.cutOff, zone, locale })}: ${describeOutcome(reminder, describeTime)}`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  }));
  const state =
    describeState(subscription) ?? (next ? describeNext(subscription, next, now, describeTime) : none);
  const paragraphs =
    facts.length > 0 ? [state, 'The last reminders here:'] : ['No reminder has been due here yet.', state];
  return { title, paragraphs, facts };
}

type DescribeTime = (instant: Date) => string;

/** Why reminders are paused, and what resumes them. */
const SUSPENDED: Readonly<Record<SuspensionReason, string>> = {
  blocked: 'Teams doesn’t let me post here. They resume when somebody writes to me here.',
  removed: 'I was removed from here. They resume when I’m added again.',
  'channel-deleted':
    'this channel was deleted. They resume when it’s restored or somebody writes to me here.',
  'team-archived': 'this team was archived. They resume when it’s restored or somebody writes to me here.',
  'team-deleted': 'this team was deleted. They resume when it’s restored or somebody writes to me here.',
};

/** Null for reminders that are on. */
function describeState({ state, suspendedBecause }: Subscription): string | null {
  if (state === 'stopped') return `Reminders were turned off. ${TURN_ON}`;
  if (state === 'suspended') return `Reminders are paused: ${SUSPENDED[suspendedBecause ?? 'blocked']}`;
  return null;
}

function describeNext(
  { zone, snoozedUntil }: Subscription,
  next: Date,
  now: Date,
  describeTime: DescribeTime,
): string {
  const snooze =
    snoozedUntil && snoozedUntil > now
      ? ` Reminders before ${describeTime(snoozedUntil)} are skipped: they’re snoozed.`
      : '';
  return `The next reminder is due on ${describeTime(next)} (${zone}).${snooze}`;
}

function describeOutcome(
  { state, reason, sentAt, isRepeat }: PastReminder,
  describeTime: DescribeTime,
): string {
  const why = describeReason(reason ?? '');
  const sent = sentAt ? ` on ${describeTime(sentAt)}` : '';
  switch (state) {
    case 'sent':
      return isRepeat ? `posted again${sent}, because Teams didn’t confirm the first post` : `posted${sent}`;
    case 'sending':
      return 'being posted now';
    case 'planned':
      return reason === null ? 'waiting to be posted' : `waiting for another attempt: ${why}`;
    case 'unknown':
      return isRepeat
        ? 'posted twice; Teams confirmed neither post'
        : 'posted, but Teams didn’t confirm it; it will be repeated once';
    case 'failed':
      return `not posted: ${why}`;
    case 'skipped':
      return isRepeat ? `posted, but Teams didn’t confirm it; not repeated ${why}` : `skipped ${why}`;
  }
}
