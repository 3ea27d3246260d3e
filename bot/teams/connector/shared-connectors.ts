import { ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import { LRUCache } from 'lru-cache';
import { tenantOf } from '../turn/activity.ts';
import { writePlainBodies } from './plain-bodies.ts';

/** Connectors that are kept: those of the tenants that wrote last. */
const MAX_CONNECTORS = 500;

/** What a token for the connector is for, in the public cloud. */
const PUBLIC_SCOPE = 'https://api.botframework.com';

/** Who sent an activity, and how it is replied to. */
export type Authenticated = Awaited<
  ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
>;
type ConnectorFactory = NonNullable<Authenticated['connectorFactory']>;
type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;

type ClaimsIdentity = Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>[0];
type UserTokenClient = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>>;

/**
 * Bot Framework's authentication, whose turns share connectors: one for each tenant and service address. A
 * connector of its own for each turn, as botbuilder makes it, takes a seventh of the turn to build. The turns of
 * a bot also share its user token client, which botbuilder makes for each turn and Cutover never uses.
 */
export class SharedConnectors extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new LRUCache<string, Promise<Connector>>({ max: MAX_CONNECTORS });
  readonly #userTokenClients = new LRUCache<string, Promise<UserTokenClient>>({ max: MAX_CONNECTORS });

  readonly #scope: string;

  /** `settings` as botbuilder names them. Without `credentials`, botbuilder makes its own by them. */
  constructor(settings: Record<string, string>, credentials?: ServiceClientCredentialsFactory) {
    super(settings, credentials);
    this.#scope = settings['ToChannelFromBotOAuthScope'] ?? PUBLIC_SCOPE;
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    const bot = JSON.stringify([identity.getClaimValue('aud'), identity.getClaimValue('appid')]);
    let client = this.#userTokenClients.get(bot);
    if (!client) {
      client = super.createUserTokenClient(identity);
      this.#userTokenClients.set(bot, client);
      client.catch(() => this.#userTokenClients.delete(bot));
    }
    return client;
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity);
    const create = factory.create.bind(factory);
    factory.create = async (serviceUrl, audience) => {
      const connector = await create(serviceUrl, audience);
      writePlainBodies(connector);
      return connector;
    };
    return factory;
  }

  /** What botbuilder needs for the turn of an activity that was admitted; `identity` is the bot's. */
  authenticatedAs(identity: ClaimsIdentity, activity: Activity): Authenticated {
    const connectorFactory = this.createConnectorFactory(identity);
    const create = connectorFactory.create.bind(connectorFactory);
    connectorFactory.create = (serviceUrl, audience) => {
      const key = JSON.stringify([tenantOf(activity), serviceUrl, audience]);
      let connector = this.#connectors.get(key);
      if (!connector) {
        connector = create(serviceUrl, audience);
        this.#connectors.set(key, connector);
        connector.catch(() => this.#connectors.delete(key));
      }
      return connector;
    };
    return { audience: this.#scope, claimsIdentity: identity, connectorFactory };
  }
}
