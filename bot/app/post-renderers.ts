import type { IdentityTeamRequestStore } from '../alerts/identity-team-request.ts';
import type { AlertStore, IdentityTeamStore, Mentioned } from '../alerts/ports.ts';
import { isDone } from '../campaign/progress.ts';
import { dashboardButton, type DashboardLink } from '../dashboard/deep-link.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { HANDOFF_OCCASIONS, type HandoffStore } from '../questions/handoff.ts';
import type { CompletionStore } from '../servers/ports.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';
import { createReminderPostRenderer } from '../reminders/reminder-post.ts';
import { callsPeople, renderAlert, renderEscalation } from '../rendering/alert-card.ts';
import { renderIdentityTeamDecision } from '../rendering/identity-team-card.ts';
import { renderDigest } from '../rendering/digest-card.ts';
import { renderCompletion } from '../rendering/completion-card.ts';
import { renderAskerHandoff, renderHandoffAnswer, renderTeamHandoff } from '../rendering/handoff-cards.ts';
import { renderWindowNote } from '../rendering/window-card.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Post, PostRenderer } from '../delivery/ports.ts';
import type { ShowAlert } from '../teams/card-actions/card-action.ts';
import { createDigestReader, type DigestReader } from './read-digest.ts';
import {
  createReminderCardReader,
  createReminderRenderer,
  type ReminderSources,
} from './reminder-renderer.ts';

/** How alerts are shown in this Cutover: with a button that leads to the dashboard. */
export function createAlertView(link: DashboardLink): ShowAlert {
  return (alert, mentions) => {
    const { server } = alert.finding;
    return renderAlert(alert, dashboardButton(link, server ? `servers/${server}` : 'alerts'), mentions);
  };
}

/** What the cards that go out unasked are written from. */
export interface PostSources extends ReminderSources {
  showAlert: ShowAlert;
  handoffs: Pick<HandoffStore, 'find'>;
  alerts: Pick<AlertStore, 'find'>;
  identityTeams: Pick<IdentityTeamStore, 'teamsOf'>;
  completions: Pick<CompletionStore, 'findCurrent'>;
  identityTeamRequests: Pick<IdentityTeamRequestStore, 'find'>;
  registry: ReminderSources['registry'] &
    Pick<ServerRegistry, 'progress' | 'completedServers' | 'openWhenForgotten'>;
}

/** Who writes the cards that go out unasked, by kind of post. */
export function createPostRenderers(sources: PostSources): Readonly<Record<string, PostRenderer>> {
  const readDigest = createDigestReader(sources);
  return {
    reminder: createReminderPosts(sources),
    handoff: (post) => renderHandoffPost(post, sources),
    alert: (post) => renderAlertPost(post, sources),
    escalation: (post) => renderEscalationPost(post, sources),
    done: (post) => renderCompletionPost(post, sources),
    'identity-team': (post) => renderRequestDecision(post, sources),
    digest: (post, now) => renderDigestPost(post, now, { ...sources, readDigest }),
    window: (post, now) => renderWindowPost(post, now, sources),
  };
}

function createReminderPosts(sources: ReminderSources): PostRenderer {
  const render = createReminderRenderer(sources);
  return createReminderPostRenderer({
    subscriptions: sources.subscriptions,
    readCard: createReminderCardReader(sources),
    render: ({ post, subscription, now, lateSince, ...card }) =>
      render(card, post.conversation, { subscription, now, lateSince }),
  });
}

async function renderHandoffPost(
  { subjectId, occasion, conversation }: Post,
  { handoffs, portfolios }: PostSources,
) {
  const handoff = await handoffs.find(conversation.tenantId, subjectId);
  if (!handoff) throw new Error(`There is no hand-off ${subjectId}.`);
  if (occasion === HANDOFF_OCCASIONS.waiting) return renderAskerHandoff(handoff);
  if (occasion === HANDOFF_OCCASIONS.answer) return renderHandoffAnswer(handoff);
  const { guides } = await portfolios.of(conversation.tenantId);
  return renderTeamHandoff(guides.get(handoff.notice ?? '') ?? null, handoff);
}

/** What was over before anybody heard of it is not worth a card. */
async function renderAlertPost(
  { subjectId, conversation, replaces, isRepeat }: Post,
  { alerts, identityTeams, showAlert }: PostSources,
) {
  const alert = await alerts.find(conversation.tenantId, subjectId);
  if (!alert) throw new Error(`There is no alert ${subjectId}.`);
  if (alert.state === 'resolved' && !replaces && !isRepeat) return { skip: 'resolved' };
  return showAlert(alert, await peopleIn(conversation, identityTeams));
}

async function renderEscalationPost(
  { subjectId, conversation }: Post,
  { alerts, identityTeams }: PostSources,
) {
  const alert = await alerts.find(conversation.tenantId, subjectId);
  const people = await peopleIn(conversation, identityTeams);
  if (!alert || !callsPeople(alert) || people.length === 0) return { skip: 'acknowledged' };
  return renderEscalation(alert, people);
}

/** Whom critical alerts mention there. */
async function peopleIn(
  { tenantId, id }: Conversation,
  identityTeams: PostSources['identityTeams'],
): Promise<readonly Mentioned[]> {
  const [channel] = id.split(';');
  const teams = await identityTeams.teamsOf(tenantId);
  return teams.find(({ conversationId }) => conversationId === channel)?.mentions ?? [];
}

async function renderRequestDecision(
  { subjectId, conversation }: Post,
  { identityTeamRequests }: PostSources,
) {
  const request = await identityTeamRequests.find(conversation.tenantId, subjectId);
  if (!request) throw new Error(`There is no identity team request ${subjectId}.`);
  if (request.state === 'withdrawn') return { skip: 'withdrawn' };
  return renderIdentityTeamDecision(request);
}

/** A server that still runs what is retired may have turned up since. */
async function renderCompletionPost({ subjectId }: Post, { completions, registry, portfolios }: PostSources) {
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

async function renderWindowPost(
  { subjectId, conversation, replaces }: Post,
  now: Date,
  { portfolios }: PostSources,
) {
  const { tenantId, kind } = conversation;
  const [noticeId = ''] = subjectId.split(' ');
  const guide = guideOf(await portfolios.currentOf(tenantId), noticeId);
  if (guide.deadline && !replaces) return { skip: 'deadline-set' };
  return renderWindowNote(guide, kind, { now, zone: 'UTC' });
}

async function renderDigestPost(
  { subjectId, conversation }: Post,
  now: Date,
  { subscriptions, readDigest }: PostSources & { readDigest: DigestReader },
) {
  const subscription = await subscriptions.readSubscription(subjectId);
  if (subscription?.state !== 'active' || subscription.digest === 'off') return { skip: 'stopped' };
  const digest = await readDigest(subscription, now);
  return digest ? renderDigest(digest, conversation.kind) : { skip: 'migrated' };
}

function guideOf({ guides }: Portfolio, noticeId: string): Guide {
  const guide = guides.get(noticeId);
  if (!guide) throw new Error(`The notice ${noticeId} is not loaded.`);
  return guide;
}
