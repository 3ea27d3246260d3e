/** The addresses of Microsoft's services in one cloud: https://learn.microsoft.com/graph/deployments */
export interface Cloud {
  /** Where Microsoft Entra ID issues tokens. */
  authority: string;
  /** The issuer in version 1 tokens of Microsoft Entra ID, without the tenant ID. */
  issuerV1: string;
  /** Microsoft Graph. */
  graph: string;
  /** The resource in tokens for Azure Database for PostgreSQL: https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-configure-sign-in-azure-ad-authentication */
  database: string;
  /** The Teams client, for links to messages. */
  teams: string;
  /** Null for the public cloud, which is botbuilder's default. */
  botFramework: BotFrameworkCloud | null;
}

/**
 * botbuilder's settings for the Bot Framework of a national cloud:
 * https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high and
 * https://docs.azure.cn/bot-service/how-to-deploy-china-cloud
 */
export interface BotFrameworkCloud {
  channelService: string;
  oAuthUrl: string;
  scope: string;
  tokenIssuer: string;
  openIdMetadata: string;
  /** The tenant that issues the Bot Framework Emulator's tokens. */
  emulatorTenant: string;
}

const US_GOVERNMENT = {
  channelService: 'https://botframework.azure.us',
  scope: 'https://api.botframework.us',
  tokenIssuer: 'https://api.botframework.us',
  openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  emulatorTenant: 'cab8a31a-1906-4287-a0d8-4eef66b95f6e',
} as const;

/** The clouds that the setting for the cloud can name. */
export const CLOUDS = {
  public: {
    authority: 'https://login.microsoftonline.com',
    issuerV1: 'https://sts.windows.net',
    graph: 'https://graph.microsoft.com',
    database: 'https://ossrdbms-aad.database.windows.net',
    teams: 'https://teams.microsoft.com',
    botFramework: null,
  },
  usgov: {
    authority: 'https://login.microsoftonline.us',
    issuerV1: 'https://sts.windows.net',
    graph: 'https://graph.microsoft.us',
    database: 'https://ossrdbms-aad.database.usgovcloudapi.net',
    teams: 'https://gov.teams.microsoft.us',
    botFramework: { ...US_GOVERNMENT, oAuthUrl: 'https://tokengcch.botframework.azure.us/' },
  },
  usgovdod: {
    authority: 'https://login.microsoftonline.us',
    issuerV1: 'https://sts.windows.net',
    graph: 'https://dod-graph.microsoft.us',
    database: 'https://ossrdbms-aad.database.usgovcloudapi.net',
    teams: 'https://dod.teams.microsoft.us',
    botFramework: { ...US_GOVERNMENT, oAuthUrl: 'https://apiDoD.botframework.azure.us' },
  },
  china: {
    authority: 'https://login.partner.microsoftonline.cn',
    issuerV1: 'https://sts.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    database: 'https://ossrdbms-aad.database.chinacloudapi.cn',
    teams: 'https://teams.microsoftonline.cn',
    botFramework: {
      channelService: 'https://botframework.azure.cn',
      oAuthUrl: 'https://token.botframework.azure.cn/',
      scope: 'https://api.botframework.azure.cn',
      tokenIssuer: 'https://api.botframework.azure.cn',
      openIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      emulatorTenant: 'a55a4d5b-9241-49b1-b4ff-befa8db00269',
    },
  },
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof CLOUDS;
