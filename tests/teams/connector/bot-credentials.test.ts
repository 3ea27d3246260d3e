import assert from 'node:assert/strict';
import { CloudAdapter } from 'botbuilder';
import type { Conversation } from '../../../bot/delivery/conversation.ts';
import type { TokenSource } from '../../../bot/sources/graph/organization.ts';
import { BotCredentials } from '../../../bot/teams/connector/bot-credentials.ts';
import { createMessenger } from '../../../bot/teams/connector/messenger.ts';
import { SharedConnectors } from '../../../bot/teams/connector/shared-connectors.ts';
import { startConnector, type Connector } from '../../support/connector.ts';

const BOT = '11111111-1111-4111-8111-111111111111';
const SETTINGS = {
  MicrosoftAppId: BOT,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: '22222222-2222-4222-8222-222222222222',
  MicrosoftAppPassword: 'unused',
};
const TOKEN_MS = 300;

describe('the token that signs requests to Teams', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const message = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'V1 stops today.' };
  const conversationId = '19:c@thread.tacv2';
  function createSender(source: TokenSource) {
    const credentials = new BotCredentials(BOT, () => Promise.resolve(source), TOKEN_MS);
    const messenger = createMessenger(new CloudAdapter(new SharedConnectors(SETTINGS, credentials)), BOT);
    const conversation: Conversation = {
      tenantId: 't',
      id: conversationId,
      kind: 'channel',
      serviceUrl: connector.url,
      botId: '28:bot',
    };
    return () => messenger.send(conversation, message, () => Promise.resolve());
  }

  it('is given up when its endpoint hangs, told to end, and nothing is sent', async () => {
    let told: AbortSignal | undefined;
    const send = createSender({
      getToken: (_scope, { abortSignal } = {}) => {
        told = abortSignal;
        return new Promise(() => undefined);
      },
    });
    const outcome = await send();
    assert.equal(outcome.kind, 'unauthorised');
    assert.match('reason' in outcome ? outcome.reason : '', /did not answer within 0\.3 seconds/);
    assert.equal(told?.aborted, true);
    assert.deepEqual(connector.requestsIn(conversationId), []);
  });

  it('is asked for once for the connector service, and again after a failure', async () => {
    const scopes: string[] = [];
    const send = createSender({
      getToken: async (scope) => {
        scopes.push(scope);
        await Promise.resolve();
        if (scopes.length === 1) throw new Error('Entra ID is down');
        return { token: 'a-token', expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    });
    assert.equal((await send()).kind, 'unauthorised');
    const outcomes = [...(await Promise.all([send(), send()])), await send()];
    assert.deepEqual(new Set(outcomes.map(({ kind }) => kind)), new Set(['accepted']));
    assert.deepEqual(scopes, Array(2).fill('https://api.botframework.com/.default'));
  });
});
