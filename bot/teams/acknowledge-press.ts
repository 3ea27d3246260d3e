import type { AlertStore } from '../alerts/ports.ts';
import type { Ledger, ReminderCardStore } from '../reminders/ports.ts';
import { renderAlert } from '../rendering/alert-card.ts';
import { OUTDATED, type PressHandlers } from './presses.ts';

/** "I have seen this" on a reminder, "I take care of it" on an alert: everybody sees who, and when. */
export function createAcknowledgePress({
  alerts,
  reminderCards,
  ledger,
}: {
  alerts: AlertStore;
  reminderCards: Pick<ReminderCardStore, 'acknowledge'>;
  ledger: Pick<Ledger, 'findCard'>;
}): PressHandlers {
  return {
    async acknowledge({ cardId }, { conversation, person }, { now }) {
      const { tenantId, id: conversationId } = conversation;
      // The card's own post, never one that the press names.
      const post = cardId && (await ledger.findCard({ tenantId, conversationId, activityId: cardId }));
      if (!post) return OUTDATED;
      if (post.kind === 'reminder') {
        const isNew = await reminderCards.acknowledge(post, person, now);
        return { toast: isNew ? 'Noted: the card shows it in a moment.' : 'You have said so already.' };
      }
      const alert = post.kind === 'alert' ? await alerts.find(tenantId, post.subjectId) : null;
      if (!alert) return OUTDATED;
      const wasFirst = await alerts.acknowledge(tenantId, { id: alert.id, by: person.name }, now);
      const newest = (await alerts.find(tenantId, alert.id)) ?? alert;
      return { toast: 'Noted.', card: renderAlert(newest), isCarried: wasFirst };
    },
  };
}
