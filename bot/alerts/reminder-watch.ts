import type { Clock } from '../clock.ts';
import { isDone, type Progress } from '../campaign/progress.ts';
import type { Guide } from '../guidance/guide.ts';
import { toSummary } from '../rendering/message.ts';
import { nameRung, tellCutOff } from '../rendering/note-cards.ts';
import type { AlertStore } from './ports.ts';
import type { Signal, Trouble } from './signals.ts';

/** The newest reminder that a conversation has had for some time. */
export interface ReminderFate {
  subscriptionId: string;
  tenantId: string;
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  zone: string;
  rung: number;
  activityId: string;
  sentAt: Date;
  /** Somebody has acknowledged it or a newer one, or has snoozed or stopped reminders there. */
  isTaken: boolean;
}

export interface ReminderFates {
  /** Of tenants with an identity team: the newest reminder of each subscription that was posted before `instant`. */
  readBefore(instant: Date, now: Date): Promise<ReminderFate[]>;
}

const PLACES = { personal: 'a personal chat', groupChat: 'a group chat', channel: 'a channel' } as const;

/** Lets the alerts hear of reminders that nobody has taken note of in time. */
export function createReminderWatch({
  guide,
  fates,
  readProgress,
  alerts,
  withinHours,
  teamsUrl,
  clock,
}: {
  guide: Guide;
  fates: ReminderFates;
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
    const all = await fates.readBefore(new Date(now.getTime() - withinHours * 3_600_000), now);
    const signals = all.map((fate): Signal => {
      const { tenantId, subscriptionId, isTaken } = fate;
      const key = `reminder ${subscriptionId}`;
      if (isOver(tenantId)) return { tenantId, key, trouble: null, outcome: 'Nothing is left to do.' };
      if (isTaken) return { tenantId, key, trouble: null, outcome: 'Somebody has taken note.' };
      return { tenantId, key, trouble: troubleOf(fate, { guide, withinHours, teamsUrl, now }) };
    });
    await alerts.take(signals, now);
  };
}

function troubleOf(
  fate: ReminderFate,
  { guide, withinHours, teamsUrl, now }: { guide: Guide; withinHours: number; teamsUrl: string; now: Date },
): Trouble {
  const { sentAt, rung, kind, zone } = fate;
  const place = PLACES[kind];
  return {
    severity: 'warning',
    title: 'Nobody took the last reminder',
    since: sentAt,
    facts: [
      { title: 'Reminder', value: nameRung(rung) },
      { title: 'Posted', value: sentAt },
      { title: 'Where', value: place },
    ],
    meaning: toSummary(
      tellCutOff(guide, { now, zone }),
      'Nobody there has said that they know: the reminder may go unread.',
    ),
    next: {
      text: 'Open the reminder and press “I have seen this” on it, or ask those who read there who does the work.',
      url: linkTo(fate, teamsUrl),
    },
    why: `Reminders were asked for in ${place} of your organisation, and nobody has acknowledged the newest within ${withinHours} hours.`,
  };
}

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
function linkTo({ conversationId, activityId, tenantId, kind }: ReminderFate, teamsUrl: string): string {
  const where = `${encodeURIComponent(conversationId)}/${encodeURIComponent(activityId)}`;
  const context = kind === 'channel' ? '' : `&context=${encodeURIComponent('{"contextType":"chat"}')}`;
  return `${teamsUrl}/l/message/${where}?tenantId=${encodeURIComponent(tenantId)}${context}`;
}
