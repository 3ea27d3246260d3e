import { randomUUID } from 'node:crypto';
import type { Question } from '../../questions/ports.ts';
import type { CardAction } from '../turn/activity.ts';
import type { CardActionContext } from './card-action.ts';

/** Begins what stands for the id of a reply that Teams took without telling one. */
const UNTOLD = 'untold ';

/** The id under which the question is kept that a reply answers: the reply's own where Teams tells it. */
export function replyIdOf(sent: { id?: string } | undefined): string {
  return sent?.id || UNTOLD + randomUUID();
}

/**
 * The question that a card answers; null when it isn't stored, or not any more. Where the action names no card, or Teams
 * told no id for the thread's last reply, the card is taken for that reply.
 */
export async function questionOfCard(
  { cardId }: CardAction,
  { questions, inbound, localNow }: CardActionContext,
): Promise<Question | null> {
  const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
  const found = cardId === null ? null : await questions.find({ ...place, activityId: cardId });
  if (found) return found;
  const last = await questions.findLast(place, localNow.now);
  return cardId === null || last?.activityId.startsWith(UNTOLD) ? last : null;
}
