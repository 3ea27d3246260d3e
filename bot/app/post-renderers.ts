import type { IdentityTeamRequestStore } from '../alerts/identity-team-request.ts';
import type { AlertStore, IdentityTeamStore, Mentioned } from '../alerts/ports.ts';
import { isDone } from '../campaign/progress.ts';
import { dashboardButton, type DashboardLink } from '../dashboard/deep-link.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Guide } from '../guidance/guide.ts';
import { deadlinesIn, type Portfolio } from '../guidance/portfolio.ts';
import { HANDOFF_OCCASIONS, type HandoffStore } from '../questions/handoff.ts';
import type { ReminderCardStore, SubscriptionStore } from '../reminders/ports.ts';
import type { CompletionStore } from '../servers/ports.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';
import type { Subscription } from '../reminders/ports.ts';
import { createCardReader, type CardReader, type ShownCard } from '../reminders/reminder-on-card.ts';
import { createReminderPostRenderer } from '../reminders/reminder-post.ts';
import { callsPeople, renderAlert, renderEscalation } from '../rendering/alert-card.ts';
import { renderIdentityTeamDecision } from '../rendering/identity-team-card.ts';
import { renderDigest } from '../rendering/digest-card.ts';
import { renderCompletion } from '../rendering/completion-card.ts';
import { renderAskerHandoff, renderHandoffAnswer, renderTeamHandoff } from '../rendering/handoff-cards.ts';
import { renderWindowNote } from '../rendering/window-card.ts';
import { renderReminder, type ReminderToRender } from '../rendering/reminder-card.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Post, PostRenderer } from '../delivery/ports.ts';
import type { Message } from '../delivery/message.ts';
import type { ViewReminder, ShowAlert } from '../teams/card-actions/card-action.ts';
import { createDigestReader } from './read-digest.ts';

interface ReminderSources {
  portfolios: Pick<TenantPortfolios, 'of' | 'currentOf'>;
  subscriptions: Pick<SubscriptionStore, 'readSubscription'>;
  reminderCards: Pick<ReminderCardStore, 'read'>;
  registry: Pick<ServerRegistry, 'progressOfAll' | 'openServers'>;
  /** Of the client that shows the cards. */
  opensDialogs: boolean;
}

/** A reminder's card, with what has become of it. Reminders of notices that aren't loaded are left out. */
function createReminderRenderer({ portfolios, registry, opensDialogs }: ReminderSources) {
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

function createReader({ portfolios, reminderCards, registry }: ReminderSources): CardReader {
  return createCardReader({
    reminderCards,
    readDeadlines: async (tenantId) => deadlinesIn(await portfolios.currentOf(tenantId)),
    readProgress: () => registry.progressOfAll(),
  });
}

export function createReminderView(sources: ReminderSources): ViewReminder {
  const render = createReminderRenderer(sources);
  const readCard = createReader(sources);
  return async (post, conversation, { id: viewerId, now }) => {
    const subscription = await sources.subscriptions.readSubscription(post.subjectId);
    if (!subscription) return null;
    const { tenantId } = conversation;
    const card = await readCard(post, { tenantId, zone: subscription.zone, now });
    if (card.reminders.every(({ cutOff }) => cutOff === null)) return null;
    return render(card, conversation, { subscription, now, viewerId });
  };
}

function guideOf({ guides }: Portfolio, noticeId: string): Guide {
  const guide = guides.get(noticeId);
  if (!guide) throw new Error(`The notice ${noticeId} is not loaded.`);
  return guide;
}

export function createAlertView(link: DashboardLink): ShowAlert {
  return (alert, mentions) => {
    const { server } = alert.finding;
    return renderAlert(alert, dashboardButton(link, server ? `servers/${server}` : 'alerts'), mentions);
  };
}

/** Who writes the cards that go out unasked, by kind of post. */
export function createPostRenderers({
  handoffs,
  alerts,
  completions,
  identityTeams,
  identityTeamRequests,
  showAlert,
  ...sources
}: ReminderSources & {
  showAlert: ShowAlert;
  handoffs: Pick<HandoffStore, 'find'>;
  alerts: Pick<AlertStore, 'find'>;
  identityTeams: Pick<IdentityTeamStore, 'teamsOf'>;
  completions: Pick<CompletionStore, 'findCurrent'>;
  identityTeamRequests: Pick<IdentityTeamRequestStore, 'find'>;
  registry: Pick<ServerRegistry, 'progress' | 'completedServers' | 'openWhenForgotten'>;
}): Readonly<Record<string, PostRenderer>> {
  const { portfolios, subscriptions, registry } = sources;
  const render = createReminderRenderer(sources);
  const reminder = createReminderPostRenderer({
    subscriptions,
    readCard: createReader(sources),
    render: ({ post, subscription, now, lateSince, ...card }) =>
      render(card, post.conversation, { subscription, now, lateSince }),
  });

  async function writeHandoff({ subjectId, occasion, conversation }: Post) {
    const handoff = await handoffs.find(conversation.tenantId, subjectId);
    if (!handoff) throw new Error(`There is no hand-off ${subjectId}.`);
    if (occasion === HANDOFF_OCCASIONS.waiting) return renderAskerHandoff(handoff);
    if (occasion === HANDOFF_OCCASIONS.answer) return renderHandoffAnswer(handoff);
    const { guides } = await portfolios.of(conversation.tenantId);
    return renderTeamHandoff(guides.get(handoff.notice ?? '') ?? null, handoff);
  }

  /** What was over before anybody heard of it is not worth a card. */
  async function writeAlert({ subjectId, conversation, replaces, isRepeat }: Post) {
    const alert = await alerts.find(conversation.tenantId, subjectId);
    if (!alert) throw new Error(`There is no alert ${subjectId}.`);
    if (alert.state === 'resolved' && !replaces && !isRepeat) return { skip: 'resolved' };
    return showAlert(alert, await peopleIn(conversation));
  }

  /** Whom critical alerts mention there. */
  async function peopleIn({ tenantId, id }: Conversation): Promise<readonly Mentioned[]> {
    const [channel] = id.split(';');
    const teams = await identityTeams.teamsOf(tenantId);
    return teams.find(({ conversationId }) => conversationId === channel)?.mentions ?? [];
  }

  async function writeEscalation({ subjectId, conversation }: Post) {
    const alert = await alerts.find(conversation.tenantId, subjectId);
    const people = await peopleIn(conversation);
    if (!alert || !callsPeople(alert) || people.length === 0) return { skip: 'acknowledged' };
    return renderEscalation(alert, people);
  }

  async function renderRequestDecision({ subjectId, conversation }: Post) {
    const request = await identityTeamRequests.find(conversation.tenantId, subjectId);
    if (!request) throw new Error(`There is no identity team request ${subjectId}.`);
    if (request.state === 'withdrawn') return { skip: 'withdrawn' };
    return renderIdentityTeamDecision(request);
  }

  /** A server that still runs what is retired may have turned up since. */
  async function renderCompletionPost({ subjectId }: Post) {
    const completion = await completions.findCurrent(subjectId);
    if (!completion) return { skip: 'no-longer-complete' };
    const { tenantId, noticeId } = completion;
    const progress = (await registry.progress(tenantId)).get(noticeId);
    if (!progress || !isDone(progress)) return { skip: 'no-longer-complete' };
    return renderCompletion(guideOf(await portfolios.of(tenantId), noticeId), {
      ways: await registry.completedServers(tenantId, noticeId),
      forgotten: await registry.openWhenForgotten(tenantId, noticeId),
    });
  }

  async function writeWindowNote({ subjectId, conversation, replaces }: Post, now: Date) {
    const { tenantId, kind } = conversation;
    const [noticeId = ''] = subjectId.split(' ');
    const guide = guideOf(await portfolios.currentOf(tenantId), noticeId);
    if (guide.deadline && !replaces) return { skip: 'deadline-set' };
    return renderWindowNote(guide, kind, { now, zone: 'UTC' });
  }

  const readDigest = createDigestReader(sources);
  async function writeDigest({ subjectId, conversation }: Post, now: Date) {
    const subscription = await subscriptions.readSubscription(subjectId);
    if (subscription?.state !== 'active' || subscription.digest === 'off') return { skip: 'stopped' };
    const digest = await readDigest(subscription, now);
    return digest ? renderDigest(digest, conversation.kind) : { skip: 'migrated' };
  }

  return {
    reminder,
    handoff: writeHandoff,
    alert: writeAlert,
    escalation: writeEscalation,
    done: renderCompletionPost,
    'identity-team': renderRequestDecision,
    digest: writeDigest,
    window: writeWindowNote,
  };
}
