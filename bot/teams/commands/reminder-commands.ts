import { DateTime } from 'luxon';
import { DEFAULT_OFFSETS, type Schedule } from '../../reminders/schedule.ts';
import { comingReminders } from '../../reminders/plan.ts';
import type { Progress } from '../../campaign/progress.ts';
import { parseZone } from '../../campaign/zones.ts';
import type { Guide } from '../../guidance/guide.ts';
import { writeDate, writeInstant, type Moment } from '../../guidance/moments.ts';
import type {
  ReminderHistory,
  Subscription,
  SubscriptionKey,
  SubscriptionStore,
} from '../../reminders/ports.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, writeReminders, type Note } from '../../rendering/note-cards.ts';
import { renderStatus } from '../../rendering/status-card.ts';
import type { ReminderCommand } from './parse-command.ts';
import type { Inbound } from '../turn/activity.ts';
import {
  badTime,
  badZone,
  changeOf,
  here,
  nobodyAsked,
  noCutOff,
  tellChange,
  tellNone,
  type Change,
} from './reminder-texts.ts';
import { tellWhy } from './explain-reminders.ts';
import type { ConversationStore } from '../../delivery/conversation.ts';
import type { Message } from '../../delivery/message.ts';
import { tellCutOff } from '../../guidance/cut-off-text.ts';

const DEFAULT_LOCAL_TIME = '09:00';
const MAX_UPCOMING = 3;
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
type Snooze = Extract<ReminderCommand, { kind: 'snooze' }>;

interface Coming {
  /** Null when none comes. */
  next: Date | null;
  /** The next ones, for a card. */
  facts: { title: string; value: string }[];
  /** Why none comes, as a sentence. */
  none: string;
}

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

  const progressIn = async ({ conversation }: Inbound) =>
    (await readProgress()).get(conversation.tenantId) ?? null;
  const asked = ({ now }: Moment) => ({ now, cutOff: guide.notice.cutOff });

  /** What comes next by a subscription, or why nothing does. */
  async function comingOf(
    subscription: Subscription,
    inbound: Inbound,
    { now, locale }: Moment,
  ): Promise<Coming> {
    const { cutOff } = guide.notice;
    const progress = await progressIn(inbound);
    const { since, snoozedUntil } = subscription;
    const question = { schedule: subscription, since, snoozedUntil, progress, now };
    const coming = cutOff ? comingReminders({ cutOff, ...question }) : [];
    return {
      next: coming[0]?.dueAt ?? null,
      facts: writeReminders(coming.slice(0, MAX_UPCOMING), subscription, cutOff ?? '', locale),
      none: tellNone(guide, progress, subscription),
    };
  }

  /** `told` with what comes of a subscription that was just made or changed. */
  async function tellSaved(title: string, told: string, inbound: Inbound, moment: Moment): Promise<Note> {
    const saved = await subscriptions.findSubscription(keyOf(inbound));
    if (!saved) return nobodyAsked(inbound); // somebody has stopped them meanwhile
    const { next, facts, none } = await comingOf(saved, inbound, moment);
    const snooze =
      saved.snoozedUntil && saved.snoozedUntil > moment.now
        ? ` They are snoozed until ${writeInstant(saved.snoozedUntil, saved.zone, moment.locale)}.`
        : '';
    return { title, paragraphs: [`${told}${snooze} ${next ? 'Next:' : none}`], facts };
  }

  async function subscribe(command: Subscribe, inbound: Inbound, moment: Moment): Promise<Note> {
    if (!guide.notice.cutOff) return noCutOff(guide);
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    const told = parseZone(inbound.zone ?? '');
    const schedule: Schedule = {
      localTime: command.localTime ?? existing?.localTime ?? DEFAULT_LOCAL_TIME,
      zone: command.zone ?? existing?.zone ?? told ?? moment.zone,
      offsets: existing?.offsets ?? DEFAULT_OFFSETS,
      weekend: existing?.weekend ?? 'on',
      quietHours: existing?.quietHours ?? null,
    };
    await conversations.remember(inbound.conversation, moment.now);
    await subscriptions.subscribe(keyOf(inbound), schedule, asked(moment));
    const isGuess = !command.zone && !existing && !told;
    const post = `${tellCutOff(guide, moment)} I will post ${here(inbound)} at **${schedule.localTime}** (${schedule.zone}).`;
    const note = await tellSaved('Reminders are on', post, inbound, moment);
    const hint = `Teams did not tell me your time zone. For another one say: remind us at ${schedule.localTime} Europe/Berlin`;
    return {
      ...note,
      paragraphs: isGuess ? [...note.paragraphs, hint] : note.paragraphs,
      topics: ['what-to-do', 'compare'],
    };
  }

  /** Something about a schedule that is there already. */
  async function change(command: Change, inbound: Inbound, moment: Moment): Promise<Note> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    if (!existing) return nobodyAsked(inbound);
    await subscriptions.change(keyOf(inbound), { ...existing, ...changeOf(command) }, asked(moment));
    return tellSaved('Reminders are changed', tellChange(command), inbound, moment);
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
    const { now, locale } = moment;
    const subscription = await subscriptions.readSubscription(keyOf(inbound));
    if (!subscription) return tellWhy({ subscription, past: [], next: null, none: '', now });
    const past = await history.lastReminders(subscription.id, PAST_TOLD);
    const { next, none } = await comingOf(subscription, inbound, moment);
    return tellWhy({ subscription, past, next, none, now, locale });
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
    const {
      facts: [next],
      none,
    } = await comingOf(existing, inbound, moment);
    return next ? `${next.title} (${next.value})` : none;
  }

  async function status(inbound: Inbound, moment: Moment): Promise<Message> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    return renderStatus(guide, moment, {
      facts: [
        { title: 'Reminders here', value: existing ? `at ${existing.localTime} (${existing.zone})` : 'off' },
        ...(existing ? [{ title: 'Next', value: await nextOf(existing, inbound, moment) }] : []),
      ],
      topics: ['what-to-do', existing ? 'compare' : 'reminders'],
      progress: await progressIn(inbound),
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
    await conversations.remember(inbound.conversation, moment.now);
    if (!(await subscriptions.change(keyOf(inbound), schedule, asked(moment)))) {
      await subscriptions.subscribe(keyOf(inbound), schedule, asked(moment));
    }
    const told = `I post ${here(inbound)} at **${schedule.localTime}** (${schedule.zone}). Changed by ${escapeMarkdown(inbound.person.name)}.`;
    return tellSaved('Reminder settings are saved', told, inbound, moment);
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
      return existing ? (await comingOf(existing, inbound, moment)).next : null;
    },
    defaultSchedule: ({ zone }) => ({
      localTime: DEFAULT_LOCAL_TIME,
      zone,
      offsets: DEFAULT_OFFSETS,
      weekend: 'on',
      quietHours: null,
    }),
  };
}
