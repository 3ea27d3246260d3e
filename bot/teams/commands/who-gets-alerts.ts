import { ESCALATION_LEVELS } from '../../alerts/ports.ts';
import { placeInTable } from '../../delivery/place.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { defineCommand, type CommandContext } from './command.ts';

const PATTERN = /^who gets (?:the )?alerts$/i;

export const WHO_GETS_ALERTS = defineCommand({
  name: 'who-gets-alerts',
  act: 'read',
  forms: ['who gets alerts'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: tellWho,
});

const LEVELS = ['at once', 'when nobody has acknowledged them in time', 'as the second team'];

/** How many conversations get alerts, and whether this one does: then also which ones. */
async function tellWho(_args: object, context: CommandContext) {
  const { identityTeams, places, inbound } = context;
  const { conversation } = inbound;
  const teams = await identityTeams.teamsOf(conversation.tenantId);
  const own = teams.find(({ conversationId }) => conversationId === conversation.id);
  const first = teams.filter(({ level }) => level === ESCALATION_LEVELS.team).length;
  const here = own
    ? `This conversation gets alerts ${LEVELS[own.level] ?? ''}${own.severity === 'critical' ? ', critical ones only' : ''}.`
    : 'This conversation doesn’t get alerts. To change that, type: alerts here';
  const all =
    teams.length === 0
      ? 'No conversation gets alerts, and nobody receives questions for a person.'
      : teams.length === 1
        ? 'One conversation gets alerts.'
        : `${teams.length} conversations get alerts; ${first} of them at once.`;
  const placeOf = await places.find(
    conversation.tenantId,
    teams.map(({ conversationId }) => conversationId),
  );
  const facts = teams.map(({ conversationId, level }) => ({
    title: escapeMarkdown(placeInTable(placeOf.get(conversationId) ?? { kind: 'channel', name: null })),
    value: LEVELS[level] ?? '',
  }));
  return renderNote(null, {
    title: 'Who gets alerts',
    paragraphs: [all, here],
    ...(own && { facts }),
  });
}
