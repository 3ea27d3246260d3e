import type { Message } from '../delivery/message.ts';
import { topicsOf } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Inbound } from './turn/activity.ts';

/** The compose box shows three. */
const COMMON_QUESTIONS = ['am-i-affected', 'what-to-do', 'impact'];

/**
 * Suggests common questions above the compose box of a personal chat. In a channel or a group chat a suggestion would be
 * sent without a mention, and not reach the bot.
 */
export function suggestQuestions(
  message: Message,
  { guide, inbound: { conversation } }: { guide: Guide; inbound: Inbound },
): Message {
  if (conversation.kind !== 'personal') return message;
  const suggestions = topicsOf(guide, COMMON_QUESTIONS).map(({ title, question }) => ({
    title,
    text: question,
  }));
  return { ...message, suggestions };
}
