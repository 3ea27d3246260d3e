import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { defineCommand, type CommandContext } from './command.ts';

const PATTERN = /^(?:please )?(?:stop|end|cancel)(?: the| our| my| all)? alerts(?: here)?$/i;

export const STOP_ALERTS = defineCommand({
  name: 'stop-alerts',
  forms: ['stop alerts'],
  menu: [{ title: 'stop alerts', description: 'End the alerts in this conversation' }],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: async (_args, context) => renderNote(context.guide, await leave(context)),
});

async function leave({ identityTeams, inbound: { conversation } }: CommandContext): Promise<Note> {
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
