import type { IdentityTeamStore } from '../alerts/ports.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Moment } from '../guidance/moments.ts';
import type { ConversationStore } from '../reminders/ports.ts';
import type { Message } from '../rendering/message.ts';
import { renderNote, type Note } from '../rendering/note-cards.ts';
import type { AlertCommand } from './commands.ts';
import type { Inbound } from './conversation.ts';

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
  async function join({ conversation }: Inbound, { now }: Moment): Promise<Note> {
    await conversations.remember(conversation, now);
    const isNew = await identityTeams.join(conversation, now);
    return {
      title: isNew ? 'This is an identity team now' : 'This is an identity team already',
      paragraphs: [
        'Questions that people pass on to a person come here. Whoever answers on the card has the answer carried back to the asker. To end it, say: stop alerts',
      ],
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
      renderNote(guide, await (command.kind === 'alerts-here' ? join(inbound, moment) : leave(inbound))),
  };
}
