import { LEVELS, type IdentityTeamStore } from '../alerts/ports.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Moment } from '../guidance/moments.ts';
import type { ConversationStore } from '../reminders/ports.ts';
import type { Message } from '../rendering/message.ts';
import { renderNote, type Note } from '../rendering/note-cards.ts';
import type { AlertCommand } from './commands.ts';
import type { Inbound } from './conversation.ts';

type AlertsHere = Extract<AlertCommand, { kind: 'alerts-here' }>;

const TITLES = {
  team: 'This is an identity team',
  person: 'You are told when nobody takes note',
  'second-team': 'This is the second team',
} as const;

const DUTIES = {
  team: 'Alerts come here at once, and so do questions that people pass on to a person: whoever answers on the card has the answer carried back to the asker.',
  person:
    'An alert comes to this chat when the identity team has not acknowledged it in time; without such a team it comes here at once.',
  'second-team':
    'An alert comes here last, when neither the identity team nor the named people have acknowledged it.',
} as const;

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
  async function join(command: AlertsHere, { conversation }: Inbound, { now }: Moment): Promise<Note> {
    const role = command.isSecondTeam ? 'second-team' : conversation.kind === 'personal' ? 'person' : 'team';
    await conversations.remember(conversation, now);
    const isNew = await identityTeams.join(conversation, LEVELS[role], now);
    return {
      title: `${TITLES[role]} ${isNew ? 'now' : 'already'}`,
      paragraphs: [`${DUTIES[role]} To end it, say: stop alerts`],
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
