import type { AlertStore } from './alerts/ports.ts';
import { isDone } from './campaign/progress.ts';
import type { Guide } from './guidance/guide.ts';
import { HANDOFF_OCCASIONS, type HandoffStore } from './questions/handoff.ts';
import type { Post, PostWriter, ReminderCardStore, SubscriptionStore } from './reminders/ports.ts';
import type { CompletionStore } from './servers/ports.ts';
import type { ServerDesk } from './servers/server-desk.ts';
import { createReminderWriter } from './reminders/reminder-writer.ts';
import { renderAlert } from './rendering/alert-card.ts';
import { renderDone } from './rendering/done-card.ts';
import { renderAskerHandoff, renderHandoffAnswer, renderTeamHandoff } from './rendering/handoff-cards.ts';
import { renderReminder } from './rendering/reminder-card.ts';

/** Who writes the cards that go out unasked, by kind of post. */
export function createWriters({
  guide,
  subscriptions,
  handoffs,
  alerts,
  completions,
  reminderCards,
  desk,
}: {
  guide: Guide;
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  handoffs: Pick<HandoffStore, 'find'>;
  alerts: Pick<AlertStore, 'find'>;
  completions: Pick<CompletionStore, 'findStanding'>;
  reminderCards: Pick<ReminderCardStore, 'read'>;
  desk: Pick<ServerDesk, 'progress' | 'progressOfAll' | 'waysOff'>;
}): Readonly<Record<string, PostWriter>> {
  const { id, cutOff } = guide.notice;
  const writeReminder = createReminderWriter(
    subscriptions,
    { [id]: cutOff ?? '' },
    async ({ post, ...wanted }) => {
      const { tenantId, kind } = post.conversation;
      const progress = (await desk.progressOfAll()).get(tenantId) ?? null;
      const card = await reminderCards.read(post);
      return renderReminder({ guide, ...wanted, ...card, progress, kind });
    },
  );

  async function writeHandoff({ subjectId, occasion }: Post) {
    const handoff = await handoffs.find(subjectId);
    if (!handoff) throw new Error(`There is no hand-off ${subjectId}.`);
    if (occasion === HANDOFF_OCCASIONS.waiting) return renderAskerHandoff(handoff);
    if (occasion === HANDOFF_OCCASIONS.answer) return renderHandoffAnswer(handoff);
    return renderTeamHandoff(guide, handoff);
  }

  /** What was over before anybody heard of it is not worth a card. */
  async function writeAlert({ subjectId, replaces, isRepeat }: Post) {
    const alert = await alerts.find(subjectId);
    if (!alert) throw new Error(`There is no alert ${subjectId}.`);
    if (alert.state === 'resolved' && !replaces && !isRepeat) return { skip: 'over' };
    return renderAlert(alert);
  }

  /** A server that still runs what is retired may have turned up since. */
  async function writeDone({ subjectId }: Post) {
    const completion = await completions.findStanding(subjectId);
    const progress = completion && (await desk.progress(completion.tenantId));
    if (!completion || !progress || !isDone(progress)) return { skip: 'not done any more' };
    return renderDone(guide, await desk.waysOff(completion.tenantId));
  }

  /** A reminder that had to wait until nothing was left to do is not posted any more. */
  const reminder: PostWriter = async (post, now) => {
    const progress = (await desk.progressOfAll()).get(post.conversation.tenantId);
    return progress && isDone(progress) && !post.replaces ? { skip: 'migrated' } : writeReminder(post, now);
  };

  return { reminder, handoff: writeHandoff, alert: writeAlert, done: writeDone };
}
