import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { describeServer } from './report-server.ts';

const PATTERN = /^(?:show (?:me )?)?server ([a-z0-9][\w.-]{1,62})$/i;

/** `server NAME`: what is known of one server. */
export const SERVER = defineCommand<{ name: string }>({
  name: 'server',
  act: 'read',
  forms: ['server AADC01'],
  parse(text) {
    const [, name] = PATTERN.exec(text) ?? [];
    return name === undefined ? null : { name };
  },
  handle: showServer,
});

async function showServer({ name }: { name: string }, context: CommandContext) {
  const { registry, inbound, speakOf } = context;
  const all = await registry.list(inbound.conversation.tenantId, { name });
  const found = all.find(({ server }) => server.name.toLowerCase() === name.toLowerCase()) ?? all[0];
  if (found) {
    speakOf([found.server.name]);
    return describeServer(found, [], context);
  }
  speakOf([name]);
  const shown = escapeMarkdown(name);
  return renderNote(null, {
    title: `${shown} isn’t reported`,
    paragraphs: [`Nobody has reported a server of that name. To report it, type: ${shown} runs 2.5.3.0`],
  });
}
