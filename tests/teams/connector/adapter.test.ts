import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { CLOUDS, type CloudName } from '../../../bot/sources/graph/clouds.ts';
import { createAdapter } from '../../../bot/teams/connector/adapter.ts';
import { createPlace, messageIn } from '../../support/activities.ts';
import { createLogBook } from '../../support/cutover.ts';

/** What botbuilder keeps of its settings; it types them away. */
interface Settings {
  botFrameworkAuthentication: { inner: Record<string, unknown> };
}

describe('the adapter', () => {
  const registration = {
    id: '11111111-1111-4111-8111-111111111111',
    type: 'SingleTenant',
    tenantId: '22222222-2222-4222-8222-222222222222',
    password: 'unused',
  } as const;

  /** As https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high and its sister for China say. */
  const expected: Record<CloudName, [issuer: string, metadata: string, login: RegExp, oAuth: string]> = {
    public: [
      'https://api.botframework.com',
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
      /^https:\/\/login\.microsoftonline\.com\//,
      'https://api.botframework.com',
    ],
    usgov: [
      'https://api.botframework.us',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      /^https:\/\/login\.microsoftonline\.us\//,
      'https://tokengcch.botframework.azure.us/',
    ],
    usgovdod: [
      'https://api.botframework.us',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      /^https:\/\/login\.microsoftonline\.us\//,
      'https://apiDoD.botframework.azure.us',
    ],
    china: [
      'https://api.botframework.azure.cn',
      'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      /^https:\/\/login\.partner\.microsoftonline\.cn\/22222222-2222-4222-8222-222222222222$/,
      'https://token.botframework.azure.cn/',
    ],
  };
  for (const cloud of Object.keys(CLOUDS) as CloudName[]) {
    it(`uses the Bot Framework of the cloud ${cloud}`, () => {
      const apologise = () => ({ card: {}, summary: '' });
      const adapter = createAdapter(registration, CLOUDS[cloud], createLogBook().log, apologise);
      const { inner } = (adapter as unknown as Settings).botFrameworkAuthentication;
      const [issuer, metadata, login, oAuth] = expected[cloud];
      assert.equal(inner['toBotFromChannelTokenIssuer'], issuer);
      assert.equal(inner['toBotFromChannelOpenIdMetadataUrl'], metadata);
      assert.match(String(inner['toChannelFromBotLoginUrl']), login);
      assert.equal(inner['oAuthUrl'], oAuth);
    });
  }

  it('shares one connector among the turns of a tenant at one service address', async () => {
    const apologise = () => ({ card: {}, summary: '' });
    const adapter = createAdapter(null, CLOUDS.public, createLogBook().log, apologise);
    const connectorOf = async (tenantId: string, serviceUrl: string) => {
      const activity = messageIn(
        createPlace(serviceUrl, 'personal', { tenantId }),
        'help',
      ) as unknown as Activity;
      let connector: unknown;
      await adapter.runTurn(activity, await adapter.authenticate(activity, ''), (context) => {
        connector = context.turnState.get(adapter.ConnectorClientKey);
        return Promise.resolve();
      });
      return connector;
    };
    const [emea, americas] = ['https://smba.example/emea', 'https://smba.example/amer'];
    const first = await connectorOf('one', emea);
    assert.ok(first);
    assert.equal(await connectorOf('one', emea), first);
    assert.notEqual(await connectorOf('one', americas), first);
    assert.notEqual(await connectorOf('other', emea), first);
  });
});
