import { reviewRequest } from '../../alerts/watches/request-watch.ts';
import { OUTDATED, type Reaction } from '../turn/reaction.ts';
import { authorOf, type CardAction } from '../turn/activity.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';
import { findAlert, isCurrentDecision } from './find-post.ts';

/** On the alert about a request: lets a further conversation have alerts and questions. */
export const APPROVE_IDENTITY_TEAM: CardActionHandler = {
  verb: 'approve-identity-team',
  act: 'decide',
  handle: (action, context) => decide(action, true, context),
};

export const DECLINE_IDENTITY_TEAM: CardActionHandler = {
  verb: 'decline-identity-team',
  act: 'decide',
  handle: (action, context) => decide(action, false, context),
};

async function decide(
  action: CardAction,
  isApproved: boolean,
  context: CardActionContext,
): Promise<Reaction> {
  const { identityTeamRequests, alerts, places, showAlert, inbound, localNow } = context;
  const { tenantId } = inbound.conversation;
  const alert = await findAlert(action, context);
  if (!alert) return OUTDATED;
  const id = String(action.data['subject']);
  const decision = { by: authorOf(inbound), isApproved };
  const request =
    isCurrentDecision(action, alert) &&
    (await identityTeamRequests.decide({ tenantId, id }, decision, localNow.now));
  if (request) await reviewRequest({ request, alerts, places }, localNow.now);
  const card = showAlert((await alerts.find(tenantId, alert.id)) ?? alert);
  if (!request) return { toast: 'This request was decided in the meantime, or has expired.', card };
  return { toast: isApproved ? 'Approved.' : 'Declined.', card, isCarried: true };
}
