import { LEVELS, type IdentityTeam, type IdentityTeamStore } from '../../alerts/ports.ts';
import { suggestZones } from '../../campaign/zones.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Moment } from '../../guidance/moments.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import type { AlertCommand, AlertsHere } from './parse-alert-command.ts';
import type { Inbound } from '../turn/activity.ts';
import type { ConversationStore } from '../../delivery/conversation.ts';
import type { Message } from '../../delivery/message.ts';

const TITLES = [
  'This is an identity team',
  'You are told when nobody takes note',
  'This is the second team',
] as const;

const DUTIES = [
  'Alerts come here at once, and so do questions that people pass on to a person: whoever answers on the card has the answer carried back to the asker.',
  'An alert comes to this chat when the identity team has not acknowledged it in time; without such a team it comes here at once. To have every alert here at once, say: alerts here at once.',
  'An alert comes here last, when neither the identity team nor the named people have acknowledged it.',
] as const;

export interface AlertCommands {
  carryOut(command: AlertCommand, inbound: Inbound, moment: Moment): Promise<Message>;
}

/** What `alerts here` and `stop alerts` do, and what they answer. */
export function createAlertCommands({
  guide,
  conversations,
  identityTeams,
}: {
  guide: Guide;
  conversations: ConversationStore;
  identityTeams: IdentityTeamStore;
}): AlertCommands {
  async function find({ conversation }: Inbound): Promise<IdentityTeam | null> {
    const teams = await identityTeams.teamsOf(conversation.tenantId);
    return teams.find(({ conversationId }) => conversationId === conversation.id) ?? null;
  }

  async function join(order: AlertsHere, inbound: Inbound, moment: Moment): Promise<Note> {
    const { conversation } = inbound;
    if (order.badZone !== undefined) return tellBadZone(order.badZone);
    const before = await find(inbound);
    await conversations.remember(conversation, moment.now);
    const { severity, quietHours, zone } = order;
    const isAboutWishes = severity !== undefined || quietHours !== undefined;
    const usual = conversation.kind === 'personal' ? 'person' : 'team';
    // Who only changes what it hears stays what it is.
    const level =
      order.role === undefined && before && isAboutWishes ? before.level : LEVELS[order.role ?? usual];
    await identityTeams.join(
      conversation,
      {
        level,
        ...(severity === undefined ? {} : { severity }),
        ...(quietHours === undefined ? {} : { quietHours, zone: zone ?? moment.zone }),
      },
      moment.now,
    );
    const after = await find(inbound);
    if (!after) throw new Error(`${conversation.id} did not become an identity team.`);
    const isSame = before !== null && before.level === after.level && !isAboutWishes;
    return {
      title: `${TITLES[after.level] ?? TITLES[0]} ${isSame ? 'already' : 'now'}`,
      paragraphs: [DUTIES[after.level] ?? DUTIES[0], 'To end it, say: stop alerts'],
      facts: tellWishes(after),
    };
  }

  async function leave({ conversation }: Inbound): Promise<Note> {
    const wasTeam = await identityTeams.leave(conversation);
    const [other] = await identityTeams.teamsOf(conversation.tenantId);
    const elsewhere = other
      ? 'Another conversation still gets them.'
      : 'Nobody gets them now: questions for a person stay unanswered until somebody says **alerts here** again.';
    return wasTeam
      ? { title: 'Alerts here are off', paragraphs: [`Nothing more comes here unasked. ${elsewhere}`] }
      : {
          title: 'Alerts here were off already',
          paragraphs: ['This conversation is no identity team. To make it one, say: alerts here'],
        };
  }

  return {
    carryOut: async (command, inbound, moment) =>
      renderNote(
        guide,
        await (command.kind === 'alerts-here' ? join(command, inbound, moment) : leave(inbound)),
      ),
  };
}

function tellWishes({ severity, quietHours, zone }: IdentityTeam): { title: string; value: string }[] {
  return [
    {
      title: 'You hear',
      value:
        severity === 'critical'
          ? 'what is critical; for all, say: alerts here everything'
          : 'warnings and what is critical; for less, say: alerts here critical only',
    },
    {
      title: 'Quiet hours',
      value: quietHours
        ? `${quietHours.from} to ${quietHours.until}, ${escapeMarkdown(zone)}: warnings wait until they end, what is critical does not`
        : 'none; to have some, say: alerts here quiet 22:00-07:00',
    },
  ];
}

function tellBadZone(text: string): Note {
  const near = suggestZones(text);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Name one like Europe/Berlin.';
  return {
    title: 'I do not know that time zone',
    paragraphs: [`“${escapeMarkdown(text)}” is no time zone that I know. ${hint} Nothing has changed.`],
    hasSource: false,
  };
}
