import { DEFAULT_RUNGS, type Schedule } from '../campaign/ladder.ts';
import { planReminders } from '../campaign/plan.ts';
import { parseZone, suggestZones } from '../campaign/zones.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Moment } from '../guidance/moments.ts';
import type {
  ConversationStore,
  Subscription,
  SubscriptionKey,
  SubscriptionStore,
} from '../reminders/ports.ts';
import type { Message } from '../rendering/message.ts';
import { renderNote, tellCutOff, writeRungs, type Note } from '../rendering/note-cards.ts';
import type { ReminderCommand } from './commands.ts';
import type { Inbound } from './conversation.ts';

const DEFAULT_LOCAL_TIME = '09:00';
const RUNGS_TOLD = 3;

export interface ReminderCommands {
  carryOut(command: ReminderCommand, inbound: Inbound, moment: Moment): Promise<Message>;
}

type Subscribe = Extract<ReminderCommand, { kind: 'remind' }>;

/** What `remind us`, `stop reminders` and `status` do, and what they answer. */
export function createReminderCommands({
  guide,
  conversations,
  subscriptions,
}: {
  guide: Guide;
  conversations: ConversationStore;
  subscriptions: SubscriptionStore;
}): ReminderCommands {
  const keyOf = ({ conversation }: Inbound): SubscriptionKey => ({
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    noticeId: guide.notice.id,
  });

  async function subscribe(command: Subscribe, inbound: Inbound, moment: Moment): Promise<Note> {
    const { cutOff } = guide.notice;
    if (!cutOff) return noCutOff(guide);
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    const told = parseZone(inbound.zone ?? '');
    const schedule: Schedule = {
      localTime: command.localTime ?? existing?.localTime ?? DEFAULT_LOCAL_TIME,
      zone: command.zone ?? existing?.zone ?? told ?? moment.zone,
      rungs: existing?.rungs ?? DEFAULT_RUNGS,
    };
    const since = moment.now;
    const { upcoming } = planReminders({ cutOff, schedule, since, now: moment.now });
    if (upcoming.length === 0) return nothingLeft(guide, moment);
    await conversations.remember(inbound.conversation, moment.now);
    await subscriptions.subscribe(keyOf(inbound), schedule, { since, nextDueAt: upcoming[0]?.dueAt ?? null });
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
      facts: writeRungs(upcoming.slice(0, RUNGS_TOLD), schedule),
      topics: ['what-to-do', 'compare'],
    };
  }

  async function stop(inbound: Inbound, moment: Moment): Promise<Note> {
    const stopped = await subscriptions.unsubscribe(keyOf(inbound), moment.now);
    return stopped
      ? {
          title: 'Reminders are off',
          paragraphs: [
            `I post no more reminders ${here(inbound)}. To have them again, say: remind us at 09:00`,
          ],
        }
      : {
          title: 'Reminders were off already',
          paragraphs: [`Nobody asked for reminders ${here(inbound)}. To have them, say: remind us at 09:00`],
        };
  }

  async function status(inbound: Inbound, moment: Moment): Promise<Note> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    return {
      title: guide.product,
      paragraphs: [tellCutOff(guide, moment)],
      facts: [
        { title: 'Reminders here', value: existing ? `at ${existing.localTime} (${existing.zone})` : 'off' },
        ...(existing ? [{ title: 'Next', value: nextOf(guide, existing, moment) }] : []),
      ],
      topics: ['what-to-do', existing ? 'compare' : 'reminders'],
    };
  }

  async function carryOut(command: ReminderCommand, inbound: Inbound, moment: Moment): Promise<Note> {
    switch (command.kind) {
      case 'remind':
        return subscribe(command, inbound, moment);
      case 'stop-reminders':
        return stop(inbound, moment);
      case 'status':
        return status(inbound, moment);
      case 'bad-time':
        return badTime(command.text);
      case 'bad-zone':
        return badZone(command.text);
    }
  }

  return {
    carryOut: async (command, inbound, moment) => renderNote(guide, await carryOut(command, inbound, moment)),
  };
}

function here({ conversation }: Inbound): string {
  return conversation.kind === 'channel' ? 'in this channel' : 'in this chat';
}

function nextOf({ notice }: Guide, schedule: Subscription, { now }: Moment): string {
  if (!notice.cutOff) return 'none';
  const { upcoming } = planReminders({ cutOff: notice.cutOff, schedule, since: schedule.since, now });
  const [next] = writeRungs(upcoming.slice(0, 1), schedule);
  return next ? `${next.title} (${next.value})` : 'none: the last one is behind us';
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
