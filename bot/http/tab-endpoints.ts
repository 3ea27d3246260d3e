import type { AlertStore, IdentityTeamStore } from '../alerts/ports.ts';
import type { Clock } from '../platform/clock.ts';
import { compare } from '../dashboard/compare.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import { writeMilestonesCalendar } from '../dashboard/milestones-calendar.ts';
import type { ChangeFeed, DashboardStore, Membership, PlacedSubscription } from '../dashboard/ports.ts';
import type { Guide } from '../guidance/guide.ts';
import type { SubscriptionStore } from '../reminders/ports.ts';
import type { Authenticate, Caller } from './authenticate.ts';
import { endpointsWith, type Endpoint } from './endpoint.ts';
import { streamChanges } from './events.ts';
import { Problem } from './problem.ts';
import {
  notFound,
  readAlert,
  readNeeds,
  readReader,
  readReminders,
  readServerListQuery,
  readServer,
  readSubscription,
} from './read-tab-body.ts';

/** What the dashboard tab reads and does. Everything that is named is looked up within the caller's tenant. */
export function createTabEndpoints({
  authenticate,
  guide,
  dashboard,
  store,
  changes,
  membership,
  alerts,
  identityTeams,
  subscriptions,
  clock,
}: {
  authenticate: Authenticate;
  guide: Guide;
  dashboard: Dashboard;
  store: Pick<DashboardStore, 'findSubscription' | 'findConversation'>;
  changes: ChangeFeed;
  membership: Membership;
  alerts: Pick<AlertStore, 'find' | 'acknowledge'>;
  identityTeams: Pick<IdentityTeamStore, 'teamsOf'>;
  subscriptions: Pick<SubscriptionStore, 'change' | 'unsubscribe'>;
  clock: Clock;
}): Endpoint[] {
  const endpoint = endpointsWith(authenticate);

  /** What somebody may do in chat they may do here: they must be in one of the conversations. */
  async function mayAct(
    { tenantId, personId }: Caller,
    conversationIds: readonly string[],
  ): Promise<boolean> {
    for (const id of conversationIds) {
      const conversation = await store.findConversation(tenantId, id);
      if (!conversation) continue;
      const isMember = await membership.isMember(conversation, personId).catch((cause: unknown) => {
        throw noAnswer(cause);
      });
      if (isMember) return true;
    }
    return false;
  }

  async function subscriptionFor(caller: Caller, id: string): Promise<PlacedSubscription> {
    const subscription = await store.findSubscription(caller.tenantId, id);
    if (!subscription || subscription.kind === 'personal') throw notFound('reminders');
    if (await mayAct(caller, [subscription.conversationId])) return subscription;
    throw new Problem(
      403,
      'These are not your reminders',
      'Only members of that channel or chat can change its reminders.',
    );
  }

  return [
    endpoint('get', '/api/campaign', 'Campaign.Read', async ({ tenantId }, { query }) => ({
      status: 200,
      body: await dashboard.campaign(tenantId, readReader(query)),
    })),
    endpoint('get', '/api/campaign/servers', 'Campaign.Read', async ({ tenantId }, { query }) => ({
      status: 200,
      body: await dashboard.servers(tenantId, readServerListQuery(query)),
    })),
    endpoint('get', '/api/campaign/history', 'Campaign.Read', async ({ tenantId }, { query }) => {
      const history = await dashboard.history(tenantId, readServer(query));
      if (!history) throw notFound('server');
      return { status: 200, body: history };
    }),
    endpoint('get', '/api/comparison', 'Campaign.Read', (_caller, { query }) => {
      const comparison = compare(guide, readNeeds(query));
      if (!comparison) throw notFound('comparison');
      return Promise.resolve({ status: 200, body: comparison });
    }),
    endpoint('get', '/api/milestones.ics', 'Campaign.Read', () =>
      Promise.resolve({
        status: 200,
        body: writeMilestonesCalendar(guide, clock.now()),
        contentType: 'text/calendar; charset=utf-8',
      }),
    ),
    endpoint('get', '/api/events', 'Campaign.Read', ({ tenantId }) =>
      Promise.resolve({
        status: 200,
        body: streamChanges(changes, tenantId),
        contentType: 'text/event-stream',
      }),
    ),
    endpoint('post', '/api/alerts/acknowledge', 'Campaign.Act', async (caller, { body }) => {
      const { tenantId, name } = caller;
      const alert = await alerts.find(tenantId, readAlert(body));
      if (!alert) throw notFound('alert');
      const teams = await identityTeams.teamsOf(tenantId);
      if (
        !(await mayAct(
          caller,
          teams.map(({ conversationId }) => conversationId),
        ))
      ) {
        throw new Problem(
          403,
          'This is for the identity team',
          'Only members of a conversation that gets alerts can acknowledge one. To make a channel one, say there: @Cutover alerts here.',
        );
      }
      await alerts.acknowledge(tenantId, { id: alert.id, by: name }, clock.now());
      const { acknowledgedBy } = (await alerts.find(tenantId, alert.id)) ?? alert;
      return { status: 200, body: { acknowledgedBy } };
    }),
    endpoint('post', '/api/reminders', 'Campaign.Act', async (caller, { body }) => {
      const { subscription: id, schedule } = readReminders(body);
      const asked = { now: clock.now(), cutOff: guide.notice.cutOff };
      await subscriptions.change(await subscriptionFor(caller, id), schedule, asked);
      return { status: 200, body: { status: 'saved' } };
    }),
    endpoint('post', '/api/reminders/stop', 'Campaign.Act', async (caller, { body }) => {
      await subscriptions.unsubscribe(await subscriptionFor(caller, readSubscription(body)));
      return { status: 200, body: { status: 'stopped' } };
    }),
  ];
}

function noAnswer(cause: unknown): Problem {
  return new Problem(
    503,
    'Teams does not answer',
    'Teams could not say whether you are in that conversation, so nothing was changed. Try again in a minute.',
    undefined,
    { cause },
  );
}
