import type { AlertStore } from './alerts/ports.ts';
import type { Guide } from './guidance/guide.ts';
import { HANDOFF_OCCASIONS, type HandoffStore } from './questions/handoff.ts';
import type { Post, PostWriter, SubscriptionStore } from './reminders/ports.ts';
import { createReminderWriter } from './reminders/reminder-writer.ts';
import { renderAlert } from './rendering/alert-card.ts';
import { renderAskerHandoff, renderHandoffAnswer, renderTeamHandoff } from './rendering/handoff-cards.ts';
import { renderReminder } from './rendering/reminder-card.ts';

/** Who writes the cards that go out unasked, by kind of post. */
export function createWriters({
  guide,
  subscriptions,
  handoffs,
  alerts,
}: {
  guide: Guide;
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  handoffs: Pick<HandoffStore, 'find'>;
  alerts: Pick<AlertStore, 'find'>;
}): Readonly<Record<string, PostWriter>> {
  const cutOff = guide.notice.cutOff ?? '';
  const reminder = createReminderWriter(subscriptions, (wanted) =>
    renderReminder({ guide, cutOff, ...wanted }),
  );

  async function writeHandoff({ subjectId, occasion }: Post) {
    const handoff = await handoffs.find(subjectId);
    if (!handoff) throw new Error(`There is no hand-off ${subjectId}.`);
    if (occasion === HANDOFF_OCCASIONS.waiting) return renderAskerHandoff(handoff);
    if (occasion === HANDOFF_OCCASIONS.answer) return renderHandoffAnswer(handoff);
    return renderTeamHandoff(guide, handoff);
  }

  async function writeAlert({ subjectId }: Post) {
    const alert = await alerts.find(subjectId);
    if (!alert) throw new Error(`There is no alert ${subjectId}.`);
    return renderAlert(alert);
  }

  return { reminder, handoff: writeHandoff, alert: writeAlert };
}
