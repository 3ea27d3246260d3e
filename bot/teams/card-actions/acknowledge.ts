import type { Alert } from '../../alerts/alert-lifecycle.ts';
import type { PostKey } from '../../delivery/ports.ts';
import { VIEW_VERB } from '../../rendering/reminder-card.ts';
import { authored } from '../commands/command.ts';
import { OUTDATED, type Reaction } from '../turn/reaction.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';
import { findPost } from './find-post.ts';
import { getsAlerts, NO_LONGER_A_TEAM } from './gets-alerts.ts';

/** On a reminder and on an alert: everybody sees who acknowledged it, and when. */
export const ACKNOWLEDGE: CardActionHandler = {
  verb: 'acknowledge',
  act: 'respond',
  async handle(action, context) {
    const { reminderCards, inbound } = context;
    const post = await findPost(action, context);
    if (post?.kind === 'alert') return acknowledgeAlert(post, context);
    if (post?.kind !== 'reminder') return OUTDATED;
    const { person, conversation } = inbound;
    await reminderCards.acknowledge(post, { tenantId: conversation.tenantId, person }, authored(context));
    return viewReminder(post, 'Acknowledged.', context);
  },
};

/** Sent by Teams itself when a person looks at a reminder that they have acknowledged. */
export const VIEW_REMINDER: CardActionHandler = {
  verb: VIEW_VERB,
  act: 'read',
  async handle(action, context) {
    const post = await findPost(action, context);
    return post?.kind === 'reminder' ? viewReminder(post, 'Up to date.', context) : OUTDATED;
  },
};

async function viewReminder(post: PostKey, toast: string, context: CardActionContext): Promise<Reaction> {
  const { conversation, person } = context.inbound;
  const card = await context.viewReminder(post, conversation, { id: person.id, now: context.localNow.now });
  // Everybody else's card is updated through the ledger.
  return card ? { toast, card, isCarried: true } : OUTDATED;
}

async function acknowledgeAlert(post: PostKey, context: CardActionContext): Promise<Reaction> {
  const { alerts, showAlert, inbound } = context;
  const { tenantId } = inbound.conversation;
  const alert = await alerts.find(tenantId, post.subjectId);
  if (!alert) return OUTDATED;
  if (!(await getsAlerts(context))) return NO_LONGER_A_TEAM;
  const wasFirst = await alerts.acknowledge(tenantId, alert.id, authored(context));
  const newest = (await alerts.find(tenantId, alert.id)) ?? alert;
  return {
    toast: wasFirst ? 'Acknowledged.' : describeEarlier(newest),
    card: showAlert(newest),
    isCarried: wasFirst,
  };
}

/** Why there was nothing to acknowledge. */
function describeEarlier({ state, acknowledgedBy }: Alert): string {
  if (state === 'resolved') return 'This alert is already resolved.';
  return `${acknowledgedBy ?? 'Somebody'} has already acknowledged this alert.`;
}
