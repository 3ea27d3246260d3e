import type { AlertStore } from '../alerts/ports.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../reminders/ports.ts';
import { renderAlert } from '../rendering/alert-card.ts';
import type { Inbound, Press } from './conversation.ts';
import { OUTDATED, type PressHandlers } from './presses.ts';

/** Buttons of an alert's card. */
export function createAlertPresses({
  alerts,
  ledger,
  clock,
}: {
  alerts: AlertStore;
  ledger: Pick<Ledger, 'findCard'>;
  clock: Clock;
}): PressHandlers {
  /** The card's own alert, never one that the press names. */
  async function findPressed({ cardId }: Press, { conversation }: Inbound) {
    if (!cardId) return null;
    const place = { tenantId: conversation.tenantId, conversationId: conversation.id, activityId: cardId };
    const post = await ledger.findCard(place);
    return post?.kind === 'alert' ? alerts.find(post.subjectId) : null;
  }

  return {
    async acknowledge(press, inbound) {
      const alert = await findPressed(press, inbound);
      if (!alert) return OUTDATED;
      const wasFirst = await alerts.acknowledge(alert.id, inbound.person.name, clock.now());
      const newest = (await alerts.find(alert.id)) ?? alert;
      return { toast: 'Noted.', card: renderAlert(newest), isCarried: wasFirst };
    },
  };
}
