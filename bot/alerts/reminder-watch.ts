import type { Clock } from '../platform/clock.ts';
import { isDone, type Progress } from '../campaign/progress.ts';
import type { Guide } from '../guidance/guide.ts';
import type { AlertStore } from './ports.ts';
import type { Signal, Trouble } from './signals.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { tellCutOff, nameOffset } from '../guidance/cut-off-text.ts';

/** The newest reminder that a conversation has had for some time. */
export interface SentReminder {
  subscriptionId: string;
  tenantId: string;
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  zone: string;
  offset: number;
  activityId: string;
  sentAt: Date;
  /** Somebody has acknowledged it or a newer one, or has snoozed or stopped reminders there. */
  isTaken: boolean;
}

export interface SentReminderStore {
  /** Of tenants with an identity team: the newest reminder of each subscription that was posted before `instant`. */
  readBefore(instant: Date, now: Date): Promise<SentReminder[]>;
}

/** Of more than so many conversations a tenant's teams hear in one alert. */
const TOLD_EACH = 5;

const PLACES = { personal: 'a personal chat', groupChat: 'a group chat', channel: 'a channel' } as const;

/** Lets the alerts hear of reminders that nobody has taken note of in time. */
export function createReminderWatch({
  guide,
  sentReminders,
  readProgress,
  alerts,
  withinHours,
  teamsUrl,
  clock,
}: {
  guide: Guide;
  sentReminders: SentReminderStore;
  /** Of each tenant in which somebody has reported servers, by its id. */
  readProgress: () => Promise<ReadonlyMap<string, Progress>>;
  alerts: Pick<AlertStore, 'take'>;
  withinHours: number;
  /** Where messages are opened by a link. */
  teamsUrl: string;
  clock: Clock;
}): () => Promise<void> {
  return async () => {
    const now = clock.now();
    const progress = await readProgress();
    const isOver = (tenantId: string) => {
      const reported = progress.get(tenantId);
      return reported !== undefined && isDone(reported);
    };
    const all = await sentReminders.readBefore(new Date(now.getTime() - withinHours * 3_600_000), now);
    const words = { guide, withinHours, teamsUrl, now };
    await alerts.take(
      [...byTenant(all)].flatMap(([tenantId, some]) => signalsOf(tenantId, some, isOver(tenantId), words)),
      now,
    );
  };
}

interface Words {
  guide: Guide;
  withinHours: number;
  teamsUrl: string;
  now: Date;
}

function byTenant(sentReminders: readonly SentReminder[]): Map<string, SentReminder[]> {
  const tenants = new Map<string, SentReminder[]>();
  for (const reminder of sentReminders) {
    const some = tenants.get(reminder.tenantId);
    if (some) some.push(reminder);
    else tenants.set(reminder.tenantId, [reminder]);
  }
  return tenants;
}

/** One for each conversation, or one for all when there are many, and none for what is taken. */
function signalsOf(
  tenantId: string,
  sentReminders: readonly SentReminder[],
  isOver: boolean,
  words: Words,
): Signal[] {
  const untaken = isOver ? [] : sentReminders.filter(({ isTaken }) => !isTaken);
  const isMany = untaken.length > TOLD_EACH;
  const outcome = isOver ? 'Nothing is left to do.' : 'Somebody has taken note.';
  const together = isMany
    ? { trouble: troubleOfMany(untaken, words) }
    : { trouble: null, outcome: untaken.length > 0 ? 'Few are left: each is told by itself.' : outcome };
  return [
    ...sentReminders.map((reminder): Signal => {
      const key = `reminder ${reminder.subscriptionId}`;
      if (isOver || reminder.isTaken) return { tenantId, key, trouble: null, outcome };
      if (isMany) return { tenantId, key, trouble: null, outcome: 'It is told together with others.' };
      return { tenantId, key, trouble: troubleOf(reminder, words) };
    }),
    { tenantId, key: 'reminders', ...together },
  ];
}

function troubleOfMany(
  sentReminders: readonly SentReminder[],
  { guide, withinHours, teamsUrl, now }: Words,
): Trouble {
  const oldest = sentReminders.reduce((first, reminder) =>
    reminder.sentAt < first.sentAt ? reminder : first,
  );
  return {
    severity: 'warning',
    title: `Nobody took the last reminder in ${sentReminders.length} conversations`,
    since: oldest.sentAt,
    facts: [
      { title: 'Conversations', value: String(sentReminders.length) },
      { title: 'Waiting longest', value: oldest.sentAt },
    ],
    meaning: toSummary(
      tellCutOff(guide, { now, zone: oldest.zone }),
      'Nobody there has said that they know: the reminders may go unread.',
    ),
    next: {
      text: 'Begin where one has waited longest: open it and action “I have seen this” on it, or ask those who read there who does the work.',
      url: linkTo(oldest, teamsUrl),
    },
    why: `Reminders were asked for in these conversations of your organisation, and nobody has acknowledged the newest within ${withinHours} hours.`,
  };
}

function troubleOf(reminder: SentReminder, { guide, withinHours, teamsUrl, now }: Words): Trouble {
  const { sentAt, offset, kind, zone } = reminder;
  const place = PLACES[kind];
  return {
    severity: 'warning',
    title: 'Nobody took the last reminder',
    since: sentAt,
    facts: [
      { title: 'Reminder', value: nameOffset(offset) },
      { title: 'Posted', value: sentAt },
      { title: 'Where', value: place },
    ],
    meaning: toSummary(
      tellCutOff(guide, { now, zone }),
      'Nobody there has said that they know: the reminder may go unread.',
    ),
    next: {
      text: 'Open the reminder and action “I have seen this” on it, or ask those who read there who does the work.',
      url: linkTo(reminder, teamsUrl),
    },
    why: `Reminders were asked for in ${place} of your organisation, and nobody has acknowledged the newest within ${withinHours} hours.`,
  };
}

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
function linkTo({ conversationId, activityId, tenantId, kind }: SentReminder, teamsUrl: string): string {
  const where = `${encodeURIComponent(conversationId)}/${encodeURIComponent(activityId)}`;
  const context = kind === 'channel' ? '' : `&context=${encodeURIComponent('{"contextType":"chat"}')}`;
  return `${teamsUrl}/l/message/${where}?tenantId=${encodeURIComponent(tenantId)}${context}`;
}
