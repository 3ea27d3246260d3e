import { writeInstant } from '../../guidance/moments.ts';
import type { PastReminder, Subscription } from '../../reminders/ports.ts';
import { describeReason } from '../../reminders/reason-texts.ts';
import type { Note } from '../../rendering/note-cards.ts';
import type { SuspensionReason } from '../../delivery/conversation.ts';
import { nameDay } from '../../guidance/cut-off-text.ts';

const ASK = 'To have them, say: remind us at 09:00';

/** What became of a conversation's last reminders, the newest first, and what comes next. */
export function explainReminders({
  subscription,
  past,
  next,
  none,
  now,
  locale,
}: {
  /** Null: nobody ever asked. */
  subscription: Subscription | null;
  past: readonly PastReminder[];
  /** When the next one comes; null when none does. */
  next: Date | null;
  /** Why none does, as a sentence. */
  none: string;
  now: Date;
  /** The reader's. */
  locale?: string | undefined;
}): Note {
  if (!subscription) {
    return { title: 'No reminders here', paragraphs: [`Nobody asked for reminders here. ${ASK}`] };
  }
  const { zone } = subscription;
  const describeTime: DescribeTime = (instant) => writeInstant(instant, zone, locale);
  const facts = past.map((reminder) => ({
    title: describeTime(reminder.dueAt),
    value: `${nameDay(reminder.dueAt, reminder.cutOff, zone)}: ${describeOutcome(reminder, describeTime)}`,
  }));
  const paragraphs = [
    facts.length > 0 ? 'What became of the last reminders here:' : 'No reminder was due here yet.',
    describeState(subscription) ?? (next ? describeNext(subscription, next, now, describeTime) : none),
  ];
  return { title: 'Reminders here', paragraphs, facts };
}

type DescribeTime = (instant: Date) => string;

/** Why reminders wait, and how they go on. */
const SUSPENDED: Readonly<Record<SuspensionReason, string>> = {
  blocked: 'Teams does not let me post here. They go on when somebody writes to me here.',
  removed: 'I was removed from here. They go on when I am back.',
  'channel-deleted':
    'this channel was deleted. They go on when it is restored or somebody writes to me here.',
  'team-archived': 'this team was archived. They go on when it is back or somebody writes to me here.',
  'team-deleted': 'this team was deleted. They go on when it is restored or somebody writes to me here.',
};

/** Null for reminders that are on. */
function describeState({ state, suspendedBecause }: Subscription): string | null {
  if (state === 'stopped') return `Reminders are off: somebody stopped them. ${ASK}`;
  if (state === 'suspended') return `Reminders wait: ${SUSPENDED[suspendedBecause ?? 'blocked']}`;
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
      ? ` What is due until ${describeTime(snoozedUntil)} is left out, for reminders are snoozed.`
      : '';
  return `The next one is due on ${describeTime(next)} (${zone}).${snooze}`;
}

function describeOutcome(
  { state, reason, sentAt, attempts, isRepeat }: PastReminder,
  describeTime: DescribeTime,
): string {
  const why = describeReason(reason ?? '');
  const sent = sentAt ? ` on ${describeTime(sentAt)}` : '';
  switch (state) {
    case 'sent':
      return isRepeat
        ? `posted again${sent}, for Teams had not said whether it took the first`
        : `posted${sent}`;
    case 'sending':
      return 'being posted now';
    case 'planned':
      return attempts > 0 ? `waiting to be posted again; ${why}` : 'waiting to be posted';
    case 'unknown':
      return isRepeat
        ? 'posted twice, and Teams did not say whether it took either of them'
        : 'posted, and Teams did not say whether it took it; it is repeated once';
    case 'failed':
      return `not posted; ${why}`;
    case 'skipped':
      return isRepeat
        ? `posted, and Teams did not say whether it took it; not repeated, ${why}`
        : `left out, ${why}`;
  }
}
