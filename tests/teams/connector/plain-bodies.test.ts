import assert from 'node:assert/strict';
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  type Activity,
  type TurnContext,
} from 'botbuilder';
import { ClaimsIdentity } from 'botframework-connector';
import { toActivity } from '../../../bot/teams/connector/messenger.ts';
import { SharedConnectors } from '../../../bot/teams/connector/shared-connectors.ts';
import { createPlace, messageIn } from '../../support/activities.ts';
import { startConnector, type Connector } from '../../support/connector.ts';

describe('the bodies of shared connectors', () => {
  let connector: Connector;

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  /** The JSON that reaches Teams from a turn. */
  async function bodiesOf(
    authentication: ConfigurationBotFrameworkAuthentication,
    post: (context: TurnContext) => Promise<unknown>,
  ): Promise<Partial<Activity>[]> {
    const place = {
      ...createPlace(connector.url, 'channel', { tenantId: 'tenant' }),
      conversationId: '19:one@thread.tacv2',
    };
    const activity = { ...messageIn(place, 'help'), id: 'activity-1', locale: 'ja-JP' };
    const earlier = connector.requests.length;
    const inbound = activity as unknown as Activity;
    const isShared = authentication instanceof SharedConnectors;
    await new CloudAdapter(authentication).processActivityDirect(
      isShared ? authentication.authenticatedAs(new ClaimsIdentity([], true), inbound) : '',
      inbound,
      async (context) => {
        await post(context);
      },
    );
    return connector.requests.slice(earlier).map(({ activity: body }) => body);
  }

  const message = {
    card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: '期限は10月1日です' }] },
    summary: 'When V1 stops working',
    suggestions: [{ title: 'Am I affected?', text: 'am I affected' }],
  };
  const posts: Record<string, (context: TurnContext) => Promise<unknown>> = {
    'a card with suggestions': (context) => context.sendActivity(toActivity(message)),
    'a text': (context) => context.sendActivity(MessageFactory.text('Done.')),
    'an update': (context) => context.updateActivity({ ...toActivity(message), id: 'card-1' }),
    'dates and fields without a value': (context) =>
      context.sendActivity({
        ...MessageFactory.text('Done.'),
        timestamp: new Date('2023-09-22T12:00:00.123Z'),
        expiration: new Date('2023-10-01T00:00:00Z'),
        value: { at: null, list: [1, 'two', { three: true }] },
      }),
  };
  for (const [what, post] of Object.entries(posts)) {
    it(`are those that botbuilder writes: ${what}`, async () => {
      const expected = await bodiesOf(new ConfigurationBotFrameworkAuthentication({}), post);
      assert.equal(expected.length, 1);
      assert.deepEqual(
        withoutThread(await bodiesOf(new SharedConnectors({}), post)),
        withoutThread(expected),
      );
    });
  }

  it('are written without botbuilder’s description of each field', async () => {
    const withExtension = { ...MessageFactory.text('Done.'), newInTeams: true } as Partial<Activity>;
    const [body] = await bodiesOf(new SharedConnectors({}), (context) => context.sendActivity(withExtension));
    assert.equal((body as { newInTeams?: boolean }).newInTeams, true);
  });
});

/** A thread's id is new for each activity. */
function withoutThread(bodies: Partial<Activity>[]): unknown {
  return bodies.map((body) => ({ ...body, conversation: { ...body.conversation, id: '' } }));
}
