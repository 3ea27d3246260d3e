import { authorOf } from '../turn/activity.ts';
import { OUTDATED } from '../turn/reaction.ts';
import type { CardActionHandler } from './card-action.ts';
import { findAlert, isCurrentDecision } from './find-post.ts';

/** On the alert about a claim: a member of the identity team makes a person's word about a server count. */
export const CONFIRM_CLAIM: CardActionHandler = {
  verb: 'confirm-claim',
  act: 'decide',
  async handle(action, context) {
    const { registry, alerts, showAlert, inbound } = context;
    const { tenantId } = inbound.conversation;
    const alert = await findAlert(action, context);
    const server = alert?.finding.server;
    if (!alert || server === undefined) return OUTDATED;
    const key = String(action.data['subject']);
    const confirmed =
      isCurrentDecision(action, alert) &&
      (await registry.confirm(tenantId, { server, key }, authorOf(inbound)));
    const card = showAlert((await alerts.find(tenantId, alert.id)) ?? alert);
    return confirmed
      ? { toast: 'Confirmed.', card, isCarried: true }
      : { toast: 'This claim has changed or was settled in the meantime.', card };
  },
};
