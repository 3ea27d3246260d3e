import type { AlertStore } from '../../alerts/ports.ts';
import type { ReminderCardStore } from '../../reminders/ports.ts';
import { VIEW_VERB } from '../../rendering/reminder-card.ts';
import type { Inbound, CardAction } from '../turn/activity.ts';
import { OUTDATED, type CardActionHandlers, type Reaction } from '../turn/reaction.ts';
import type { PostKey, Ledger } from '../../delivery/ports.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { Message } from '../../delivery/message.ts';
import type { Alert } from '../../alerts/alert-life.ts';

/** "I have seen this" on a reminder, "I take care of it" on an alert: everybody sees who, and when. */
export function createAcknowledgeAction({
  alerts,
  reminderCards,
  ledger,
  viewReminder,
  showAlert,
}: {
  alerts: AlertStore;
  reminderCards: Pick<ReminderCardStore, 'acknowledge'>;
  ledger: Pick<Ledger, 'findCard'>;
  viewReminder: ViewReminder;
  showAlert: ShowAlert;
}): CardActionHandlers {
  /** The card's own post, never one that the press names. */
  async function postOf({ cardId }: CardAction, { conversation }: Inbound): Promise<PostKey | null> {
    const { tenantId, id: conversationId } = conversation;
    return cardId ? ledger.findCard({ tenantId, conversationId, activityId: cardId }) : null;
  }

  async function view(post: PostKey, toast: string, inbound: Inbound, now: Date): Promise<Reaction> {
    const { conversation, person } = inbound;
    const card = await viewReminder(post, conversation, { id: person.id, now });
    // Everybody else gets theirs through the ledger.
    return card ? { toast, card, isCarried: true } : OUTDATED;
  }

  return {
    async acknowledge(action, inbound, { now }) {
      const post = await postOf(action, inbound);
      if (post?.kind === 'reminder') {
        await reminderCards.acknowledge(post, inbound.person, now);
        return view(post, 'Noted.', inbound, now);
      }
      const { tenantId } = inbound.conversation;
      const alert = post?.kind === 'alert' ? await alerts.find(tenantId, post.subjectId) : null;
      if (!alert) return OUTDATED;
      const wasFirst = await alerts.acknowledge(tenantId, { id: alert.id, by: inbound.person.name }, now);
      const newest = (await alerts.find(tenantId, alert.id)) ?? alert;
      return { toast: 'Noted.', card: showAlert(newest), isCarried: wasFirst };
    },

    /** Teams asks by itself when somebody looks at a reminder that they have seen. */
    async [VIEW_VERB](action, inbound, { now }) {
      const post = await postOf(action, inbound);
      return post?.kind === 'reminder' ? view(post, 'This is how it stands.', inbound, now) : OUTDATED;
    },
  };
}

/** A posted reminder as one person sees it now; null when nobody reminds of it any more. */
export type ViewReminder = (
  post: PostKey,
  conversation: Pick<Conversation, 'tenantId' | 'kind'>,
  viewer: { id: string; now: Date },
) => Promise<Message | null>;

/** An alert with the way to its place in the dashboard. */
export type ShowAlert = (alert: Alert) => Message;
