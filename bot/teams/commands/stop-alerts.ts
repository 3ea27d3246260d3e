import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';

const PATTERN = /^(?:please )?(?:stop|end|cancel)(?: the| our| my| all)? alerts(?: here)?$/i;

export const STOP_ALERTS = defineCommand({
  name: 'stop-alerts',
  act: 'change-alerts',
  forms: ['stop alerts'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: async (_args, context) =>
    renderNote(context.guide, { ...(await leave(context)), hasSource: false }),
});

async function leave(context: CommandContext): Promise<Note> {
  const { identityTeams, inbound } = context;
  const { conversation } = inbound;
  const wasTeam = await identityTeams.leave(conversation, authored(context));
  const [other] = await identityTeams.teamsOf(conversation.tenantId);
  const elsewhere = other
    ? 'Another conversation still gets them.'
    : 'No conversation gets them now, and nobody receives questions for a person. To turn them on again, type **alerts here** in this conversation.';
  return wasTeam
    ? {
        title: 'Alerts are off',
        paragraphs: [`I won’t post alerts or questions here any more. ${elsewhere}`],
      }
    : {
        title: 'No alerts here',
        paragraphs: ['This conversation doesn’t get alerts. To turn them on, type **alerts here**.'],
      };
}
