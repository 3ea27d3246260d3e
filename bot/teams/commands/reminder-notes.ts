import type { Note } from '../../rendering/note-cards.ts';
import type { Inbound } from '../turn/activity.ts';

/** `in this channel`, for a sentence. */
export function describePlace({ conversation }: Inbound): string {
  return conversation.kind === 'channel' ? 'in this channel' : 'in this chat';
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
