import type { Alert } from '../../alerts/alert-lifecycle.ts';
import type { PostKey } from '../../delivery/ports.ts';
import type { CardAction } from '../turn/activity.ts';
import type { CardActionContext } from './card-action.ts';

/** The post of the card: looked up by the card's activity, never by the action's data. */
export async function findPost(
  { cardId }: CardAction,
  { ledger, inbound: { conversation } }: CardActionContext,
): Promise<PostKey | null> {
  const { tenantId, id: conversationId } = conversation;
  return cardId ? ledger.findCard({ tenantId, conversationId, activityId: cardId }) : null;
}

/** The alert that the card is about; null for any other card. */
export async function findAlert(action: CardAction, context: CardActionContext): Promise<Alert | null> {
  const post = await findPost(action, context);
  if (post?.kind !== 'alert') return null;
  return context.alerts.find(context.inbound.conversation.tenantId, post.subjectId);
}

/** Whether the card that was pressed says what the alert says now: what was decided is looked up, never taken from the action. */
export function isCurrentDecision({ verb, data }: CardAction, { state, finding }: Alert): boolean {
  const { decisions = [] } = finding;
  return (
    state === 'firing' && decisions.some((each) => each.verb === verb && each.subject === data['subject'])
  );
}
