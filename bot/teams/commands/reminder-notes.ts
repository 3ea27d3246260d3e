import { escapeMarkdown } from '../../rendering/message.ts';
import type { Note } from '../../rendering/note-cards.ts';
import type { Inbound } from '../turn/activity.ts';
import type { CommandContext } from './command.ts';

/** `in this channel`, for a sentence. */
export function describePlace({ conversation }: Inbound): string {
  return conversation.kind === 'channel' ? 'in this channel' : 'in this chat';
}

/** `Reminders in Identity › Operations`, as Markdown: the conversation by its name, as far as Teams has told it. */
export async function titleOfReminders({
  places,
  inbound: { conversation },
}: Pick<CommandContext, 'places' | 'inbound'>): Promise<string> {
  const place = (await places.find(conversation.tenantId, [conversation.id])).get(conversation.id);
  return place?.name ? `Reminders in ${escapeMarkdown(place.name)}` : 'Reminders here';
}

/** The answer to a change of reminders that the conversation does not have. */
export function notSubscribed(inbound: Inbound): Note {
  return {
    title: 'No reminders here',
    paragraphs: [
      `Reminders aren’t set up ${describePlace(inbound)}. To turn them on, type: remind us at 09:00`,
    ],
  };
}
