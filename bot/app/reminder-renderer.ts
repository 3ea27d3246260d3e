import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import { deadlinesIn } from '../guidance/portfolio.ts';
import type { ReminderCardStore, SubscriptionStore } from '../reminders/ports.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';
import type { Subscription } from '../reminders/ports.ts';
import { createCardReader, type CardReader, type ShownCard } from '../reminders/reminder-on-card.ts';
import { renderReminder, type ReminderToRender } from '../rendering/reminder-card.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Message } from '../delivery/message.ts';
import type { ViewReminder } from '../teams/card-actions/card-action.ts';
import { createDigestReader } from './read-digest.ts';

export interface ReminderSources {
  portfolios: Pick<TenantPortfolios, 'of' | 'currentOf'>;
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  reminderCards: Pick<ReminderCardStore, 'read'>;
  registry: Pick<ServerRegistry, 'progressOfAll' | 'openServers'>;
  /** Of the client that shows the cards. */
  opensDialogs: boolean;
}

/** A reminder's card, with what has become of it. Reminders of notices that aren't loaded are left out. */
export function createReminderRenderer({ portfolios, registry, opensDialogs }: ReminderSources) {
  const readDigest = createDigestReader({ portfolios, registry });
  return async (
    { reminders, acknowledged, hasDigest }: ShownCard,
    { kind, tenantId }: Pick<Conversation, 'kind' | 'tenantId'>,
    {
      subscription,
      ...wanted
    }: { subscription: Subscription } & Pick<ReminderToRender, 'now' | 'lateSince' | 'viewerId'>,
  ): Promise<Message> => {
    const { guides } = await portfolios.currentOf(tenantId);
    const shown = await Promise.all(
      reminders.map(async ({ noticeId, cutOff, progress, isSuperseded }) => {
        const guide = guides.get(noticeId);
        if (!guide || cutOff === null) return [];
        const openServers = await registry.openServers(tenantId, noticeId);
        return [{ guide, cutOff, progress, openServers, isSuperseded }];
      }),
    );
    const digest = hasDigest ? await readDigest(subscription, wanted.now) : null;
    return renderReminder({
      ...{ ...wanted, schedule: subscription, kind, opensDialogs },
      ...{ reminders: shown.flat(), acknowledged, digest },
    });
  };
}

/** Reads which reminders a card shows, and what has become of it. */
export function createReminderCardReader({
  portfolios,
  reminderCards,
  registry,
}: ReminderSources): CardReader {
  return createCardReader({
    reminderCards,
    readDeadlines: async (tenantId) => deadlinesIn(await portfolios.currentOf(tenantId)),
    readProgress: () => registry.progressOfAll(),
  });
}

/** Renders a posted reminder for the person who looks at it, with what has become of it. */
export function createReminderView(sources: ReminderSources): ViewReminder {
  const render = createReminderRenderer(sources);
  const readCard = createReminderCardReader(sources);
  return async (post, conversation, { id: viewerId, now }) => {
    const subscription = await sources.subscriptions.readSubscription(post.subjectId);
    if (!subscription) return null;
    const { tenantId } = conversation;
    const card = await readCard(post, { tenantId, zone: subscription.zone, now });
    if (card.reminders.every(({ cutOff }) => cutOff === null)) return null;
    return render(card, conversation, { subscription, now, viewerId });
  };
}
