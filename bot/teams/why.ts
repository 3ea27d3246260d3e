import { writeInstant } from '../guidance/moments.ts';
import type { PastReminder, Subscription, SuspensionReason } from '../reminders/ports.ts';
import { nameRung, type Note } from '../rendering/note-cards.ts';

/** Why a reminder was left out, in plain words. */
const SKIPPED: Record<string, string> = {
  superseded: 'left out, for a newer one was due',
  snoozed: 'left out, for reminders were snoozed',
  migrated: 'left out, for no reported server runs V1 any more',
  'cut-off-passed': 'left out, for the cut-off was more than a week ago',
  stopped: 'left out, for reminders had been stopped',
  suspended: 'left out, for I may not post here',
  changed: 'left out, for the reminders or the date were changed',
};

const ASK = 'To have them, say: remind us at 09:00';

/** What became of a conversation's last reminders, the newest first, and what comes next. */
export function tellWhy({
  subscription,
  past,
  next,
  locale,
}: {
  /** Null: nobody ever asked. */
  subscription: Subscription | null;
  past: readonly PastReminder[];
  /** When the next one comes; null when none does. */
  next: Date | null;
  /** The reader's. */
  locale?: string | undefined;
}): Note {
  if (!subscription) {
    return { title: 'No reminders here', paragraphs: [`Nobody asked for reminders here. ${ASK}`] };
  }
  const tellTime: TellTime = (instant) => writeInstant(instant, subscription.zone, locale);
  const facts = past.map((reminder) => ({
    title: tellTime(reminder.dueAt),
    value: `${nameRung(reminder.rung)}: ${tellFate(reminder, tellTime)}`,
  }));
  const paragraphs = [
    facts.length > 0 ? 'What became of the last reminders here:' : 'No reminder was due here yet.',
    tellNext(subscription, next, tellTime),
  ];
  return { title: 'Reminders here', paragraphs, facts };
}

type TellTime = (instant: Date) => string;

/** Why reminders wait, and how they go on. */
const SUSPENDED: Readonly<Record<SuspensionReason, string>> = {
  blocked: 'Teams does not let me post here. They go on when somebody writes to me here.',
  removed: 'I was removed from here. They go on when I am back.',
  'channel-deleted':
    'this channel was deleted. They go on when it is restored or somebody writes to me here.',
  'team-archived': 'this team was archived. They go on when it is back or somebody writes to me here.',
  'team-deleted': 'this team was deleted. They go on when it is restored or somebody writes to me here.',
};

function tellNext(subscription: Subscription, next: Date | null, tellTime: TellTime): string {
  const { state, suspendedBecause, zone, snoozedUntil, localTime } = subscription;
  if (state === 'stopped') return `Reminders are off: somebody stopped them. ${ASK}`;
  if (state === 'suspended') {
    return `Reminders wait: ${SUSPENDED[suspendedBecause ?? 'blocked']}`;
  }
  if (!next) return 'No reminder is left.';
  const snooze =
    snoozedUntil && snoozedUntil > next
      ? ` It will be left out, for reminders are snoozed until ${tellTime(snoozedUntil)}.`
      : '';
  return `The next one is due on ${tellTime(next)} (at ${localTime}, ${zone}).${snooze}`;
}

function tellFate({ state, reason, sentAt, attempts, isRepeat }: PastReminder, tellTime: TellTime): string {
  const sent = sentAt ? ` on ${tellTime(sentAt)}` : '';
  switch (state) {
    case 'sent':
      return isRepeat
        ? `posted again${sent}, for Teams had not said whether it took the first`
        : `posted${sent}`;
    case 'sending':
      return 'being posted now';
    case 'planned':
      return attempts > 0 ? `waiting to be posted again; ${reason ?? ''}` : 'waiting to be posted';
    case 'unknown':
      return isRepeat
        ? 'posted twice, and Teams did not say whether it took either of them'
        : 'posted, and Teams did not say whether it took it; it is repeated once';
    case 'failed':
      return `not posted; ${reason ?? ''}`;
    case 'skipped':
      return SKIPPED[reason ?? ''] ?? `left out; ${reason ?? ''}`;
  }
}
