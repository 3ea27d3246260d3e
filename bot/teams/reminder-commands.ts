import { DateTime } from 'luxon';
import { DEFAULT_RUNGS, type DueRung, type Schedule } from '../campaign/ladder.ts';
import { planReminders } from '../campaign/plan.ts';
import type { Progress } from '../campaign/progress.ts';
import { parseZone, suggestZones } from '../campaign/zones.ts';
import type { Guide } from '../guidance/guide.ts';
import { writeDate, type Moment } from '../guidance/moments.ts';
import type {
  ConversationStore,
  ReminderHistory,
  Subscription,
  SubscriptionKey,
  SubscriptionStore,
} from '../reminders/ports.ts';
import { escapeMarkdown, type Message } from '../rendering/message.ts';
import { renderNote, tellCutOff, writeRungs, type Note } from '../rendering/note-cards.ts';
import { renderStatus } from '../rendering/status-card.ts';
import type { ReminderCommand } from './commands.ts';
import type { Inbound } from './conversation.ts';
import { tellWhy } from './why.ts';

const DEFAULT_LOCAL_TIME = '09:00';
const RUNGS_TOLD = 3;
const PAST_TOLD = 5;

export interface ReminderCommands {
  carryOut(command: ReminderCommand, inbound: Inbound, moment: Moment): Promise<Message>;
  /** Sets the conversation's reminders to a whole schedule, and tells what comes next. */
  save(schedule: Schedule, inbound: Inbound, moment: Moment): Promise<Message>;
  /** When the next reminder here is due; null when none is. */
  nextDueAt(inbound: Inbound, moment: Moment): Promise<Date | null>;
  /** What a conversation gets that says nothing else. */
  defaultSchedule(moment: Moment): Schedule;
}

type Subscribe = Extract<ReminderCommand, { kind: 'remind' }>;
type Change = Extract<ReminderCommand, { kind: 'weekend' | 'quiet-hours' | 'no-quiet-hours' }>;
type Snooze = Extract<ReminderCommand, { kind: 'snooze' }>;

/** What orders about reminders do, and what they answer. */
export function createReminderCommands({
  guide,
  conversations,
  subscriptions,
  history,
  readProgress,
  dashboard,
}: {
  guide: Guide;
  conversations: ConversationStore;
  subscriptions: SubscriptionStore;
  history: ReminderHistory;
  /** Of each tenant in which somebody has reported servers, by its id. */
  readProgress: () => Promise<ReadonlyMap<string, Progress>>;
  /** The button that opens it, where there is one. */
  dashboard: readonly { title: string; url: string }[];
}): ReminderCommands {
  const keyOf = ({ conversation }: Inbound): SubscriptionKey => ({
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    noticeId: guide.notice.id,
  });

  async function upcomingOf(
    { conversation }: Inbound,
    schedule: Schedule,
    { now }: Moment,
    since = now,
  ): Promise<DueRung[]> {
    const { cutOff } = guide.notice;
    if (!cutOff) return [];
    const progress = (await readProgress()).get(conversation.tenantId) ?? null;
    return planReminders({ cutOff, schedule, since, progress, now }).upcoming;
  }

  async function subscribe(command: Subscribe, inbound: Inbound, moment: Moment): Promise<Note> {
    if (!guide.notice.cutOff) return noCutOff(guide);
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    const told = parseZone(inbound.zone ?? '');
    const schedule: Schedule = {
      localTime: command.localTime ?? existing?.localTime ?? DEFAULT_LOCAL_TIME,
      zone: command.zone ?? existing?.zone ?? told ?? moment.zone,
      rungs: existing?.rungs ?? DEFAULT_RUNGS,
      weekend: existing?.weekend ?? 'on',
      quietHours: existing?.quietHours ?? null,
    };
    const upcoming = await upcomingOf(inbound, schedule, moment);
    if (upcoming.length === 0) return nothingLeft(guide, moment);
    await conversations.remember(inbound.conversation, moment.now);
    await subscriptions.subscribe(keyOf(inbound), schedule, moment.now);
    const isGuess = !command.zone && !existing && !told;
    return {
      title: 'Reminders are on',
      paragraphs: [
        `${tellCutOff(guide, moment)} I will post ${here(inbound)} at **${schedule.localTime}** (${schedule.zone}). Next:`,
        ...(isGuess
          ? [
              `Teams did not tell me your time zone. For another one say: remind us at ${schedule.localTime} Europe/Berlin`,
            ]
          : []),
      ],
      facts: writeRungs(upcoming.slice(0, RUNGS_TOLD), schedule, moment.locale),
      topics: ['what-to-do', 'compare'],
    };
  }

  /** Something about a schedule that is there already. */
  async function change(command: Change, inbound: Inbound, moment: Moment): Promise<Note> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    if (!existing) return nobodyAsked(inbound);
    const schedule: Schedule = { ...existing, ...changeOf(command) };
    await subscriptions.subscribe(keyOf(inbound), schedule, moment.now);
    const upcoming = await upcomingOf(inbound, schedule, moment);
    return {
      title: 'Reminders are changed',
      paragraphs: [`${tellChange(command)} ${upcoming.length > 0 ? 'Next:' : 'No reminder is left.'}`],
      facts: writeRungs(upcoming.slice(0, RUNGS_TOLD), schedule, moment.locale),
    };
  }

  async function snooze({ until, days }: Snooze, inbound: Inbound, moment: Moment): Promise<Note> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    if (!existing) return nobodyAsked(inbound);
    const today = DateTime.fromJSDate(moment.now, { zone: existing.zone });
    const day = until ? DateTime.fromISO(until, { zone: existing.zone }) : today.plus({ days });
    if (!day.isValid || day <= today) {
      return { title: 'I could not read the date', paragraphs: ['Name a day to come, like 2023-09-20.'] };
    }
    const end = day.startOf('day');
    await subscriptions.snooze(keyOf(inbound), end.toJSDate());
    return {
      title: 'Reminders are snoozed',
      paragraphs: [
        `I leave out what is due ${here(inbound)} before ${writeDate({ date: end.toISODate(), precision: 'day' }, moment.locale)}.`,
      ],
    };
  }

  async function why(inbound: Inbound, moment: Moment): Promise<Note> {
    const subscription = await subscriptions.readSubscription(keyOf(inbound));
    if (!subscription) return tellWhy({ subscription, past: [], next: null });
    const past = await history.lastReminders(subscription.id, PAST_TOLD);
    const [next] = await upcomingOf(inbound, subscription, moment, subscription.since);
    return tellWhy({ subscription, past, next: next?.dueAt ?? null, locale: moment.locale });
  }

  async function stop(inbound: Inbound): Promise<Note> {
    const stopped = await subscriptions.unsubscribe(keyOf(inbound));
    return stopped
      ? {
          title: 'Reminders are off',
          paragraphs: [
            `I post no more reminders ${here(inbound)}. To have them again, say: remind us at 09:00`,
          ],
        }
      : nobodyAsked(inbound);
  }

  async function nextOf(existing: Subscription, inbound: Inbound, moment: Moment): Promise<string> {
    const upcoming = await upcomingOf(inbound, existing, moment, existing.since);
    const [next] = writeRungs(upcoming.slice(0, 1), existing, moment.locale);
    return next ? `${next.title} (${next.value})` : 'none: the last one is behind us';
  }

  async function status(inbound: Inbound, moment: Moment): Promise<Message> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    return renderStatus(guide, moment, {
      facts: [
        { title: 'Reminders here', value: existing ? `at ${existing.localTime} (${existing.zone})` : 'off' },
        ...(existing ? [{ title: 'Next', value: await nextOf(existing, inbound, moment) }] : []),
      ],
      topics: ['what-to-do', existing ? 'compare' : 'reminders'],
      progress: (await readProgress()).get(inbound.conversation.tenantId) ?? null,
      links: dashboard,
    });
  }

  async function carryOut(
    command: Exclude<ReminderCommand, { kind: 'status' }>,
    inbound: Inbound,
    moment: Moment,
  ): Promise<Note> {
    switch (command.kind) {
      case 'remind':
        return subscribe(command, inbound, moment);
      case 'stop-reminders':
        return stop(inbound);
      case 'why':
        return why(inbound, moment);
      case 'snooze':
        return snooze(command, inbound, moment);
      case 'weekend':
      case 'quiet-hours':
      case 'no-quiet-hours':
        return change(command, inbound, moment);
      case 'bad-time':
        return badTime(command.text);
      case 'bad-zone':
        return badZone(command.text);
    }
  }

  async function save(schedule: Schedule, inbound: Inbound, moment: Moment): Promise<Note> {
    const upcoming = await upcomingOf(inbound, schedule, moment);
    if (upcoming.length === 0) return nothingLeft(guide, moment);
    await conversations.remember(inbound.conversation, moment.now);
    await subscriptions.subscribe(keyOf(inbound), schedule, moment.now);
    return {
      title: 'Reminder settings are saved',
      paragraphs: [
        `I post ${here(inbound)} at **${schedule.localTime}** (${schedule.zone}). Changed by ${escapeMarkdown(inbound.person.name)}. Next:`,
      ],
      facts: writeRungs(upcoming.slice(0, RUNGS_TOLD), schedule, moment.locale),
    };
  }

  return {
    carryOut: async (command, inbound, moment) =>
      command.kind === 'status'
        ? status(inbound, moment)
        : renderNote(guide, { ...(await carryOut(command, inbound, moment)), locale: moment.locale }),
    save: async (schedule, inbound, moment) =>
      renderNote(guide, { ...(await save(schedule, inbound, moment)), locale: moment.locale }),
    async nextDueAt(inbound, moment) {
      const existing = await subscriptions.findSubscription(keyOf(inbound));
      const [next] = existing ? await upcomingOf(inbound, existing, moment, existing.since) : [];
      return next?.dueAt ?? null;
    },
    defaultSchedule: ({ zone }) => ({
      localTime: DEFAULT_LOCAL_TIME,
      zone,
      rungs: DEFAULT_RUNGS,
      weekend: 'on',
      quietHours: null,
    }),
  };
}

function here({ conversation }: Inbound): string {
  return conversation.kind === 'channel' ? 'in this channel' : 'in this chat';
}

function nobodyAsked(inbound: Inbound): Note {
  return {
    title: 'Reminders were off already',
    paragraphs: [`Nobody asked for reminders ${here(inbound)}. To have them, say: remind us at 09:00`],
  };
}

function changeOf(command: Change): Partial<Schedule> {
  if (command.kind === 'weekend') return { weekend: command.rule };
  const { kind } = command;
  return { quietHours: kind === 'no-quiet-hours' ? null : { from: command.from, until: command.until } };
}

function tellChange(command: Change): string {
  if (command.kind === 'no-quiet-hours') return 'There are no quiet hours any more.';
  if (command.kind === 'quiet-hours') {
    return `Nothing is posted from ${command.from} to ${command.until}; what is due then comes at ${command.until}.`;
  }
  const when = {
    on: 'on that day',
    before: 'on the Friday before',
    after: 'on the Monday after',
  }[command.rule];
  return `A reminder that falls on a weekend comes ${when}.`;
}

function noCutOff({ notice }: Guide): Note {
  return {
    title: 'There is no date to count down to',
    paragraphs: [`“${notice.title}” states no day on which something stops, so I set no reminders.`],
  };
}

function nothingLeft(guide: Guide, moment: Moment): Note {
  return {
    title: 'There is nothing left to count down to',
    paragraphs: [
      tellCutOff(guide, moment),
      'So I set no reminders. What matters now is moving the servers that are left.',
    ],
    topics: ['what-to-do', 'impact', 'upgrade-v2'],
  };
}

function badTime(text: string): Note {
  return {
    title: 'I could not read the time',
    paragraphs: [`“${plain(text)}” is no time of day. Write it like 09:00 or 17:30: remind us at 09:00`],
  };
}

function badZone(text: string): Note {
  const [first, ...others] = suggestZones(text);
  const hint = first
    ? `Did you mean ${[first, ...others].join(' or ')}? Then say: remind us at 09:00 ${first}`
    : 'Write it as region and city, like Europe/Berlin or America/New_York.';
  return {
    title: 'I do not know that time zone',
    paragraphs: [`“${plain(text)}” is no time zone that I know. ${hint}`],
  };
}

/** What somebody typed, as it may stand in a card: no Markdown, and no more of it than helps. */
function plain(text: string): string {
  return text.replaceAll(/[[\]()*_`\\<>]/g, '').slice(0, 40);
}
