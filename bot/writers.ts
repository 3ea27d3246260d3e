import type { AlertStore } from './alerts/ports.ts';
import type { Guide } from './guidance/guide.ts';
import { HANDOFF_OCCASIONS, type HandoffStore } from './questions/handoff.ts';
import type { Post, PostWriter, ReminderCardStore, SubscriptionStore } from './reminders/ports.ts';
import type { ServerDesk } from './servers/server-desk.ts';
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
  reminderCards,
  desk,
}: {
  guide: Guide;
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  handoffs: Pick<HandoffStore, 'find'>;
  alerts: Pick<AlertStore, 'find'>;
  reminderCards: Pick<ReminderCardStore, 'read'>;
  desk: Pick<ServerDesk, 'progressOfAll'>;
}): Readonly<Record<string, PostWriter>> {
  const { id, cutOff } = guide.notice;
  const reminder = createReminderWriter(
    subscriptions,
    { [id]: cutOff ?? '' },
    async ({ post, ...wanted }) => {
      const { tenantId, kind } = post.conversation;
      const progress = (await desk.progressOfAll()).get(tenantId) ?? null;
      const card = await reminderCards.read(post);
      return renderReminder({ guide, ...wanted, ...card, progress, kind });
    },
  );

  async function writeHandoff({ subjectId, occasion, conversation }: Post) {
    const handoff = await handoffs.find(conversation.tenantId, subjectId);
    if (!handoff) throw new Error(`There is no hand-off ${subjectId}.`);
    if (occasion === HANDOFF_OCCASIONS.waiting) return renderAskerHandoff(handoff);
    if (occasion === HANDOFF_OCCASIONS.answer) return renderHandoffAnswer(handoff);
    return renderTeamHandoff(guide, handoff);
  }

  async function writeAlert({ subjectId, conversation }: Post) {
    const alert = await alerts.find(conversation.tenantId, subjectId);
    if (!alert) throw new Error(`There is no alert ${subjectId}.`);
    return renderAlert(alert);
  }

  return { reminder, handoff: writeHandoff, alert: writeAlert };
}
