/** Where Microsoft's services are in a cloud: https://learn.microsoft.com/graph/deployments, https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high */
export interface Cloud {
  authority: string;
  graph: string;
  /** What a token for Azure Database for PostgreSQL is for: https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-configure-sign-in-azure-ad-authentication */
  database: string;
  /** What botbuilder calls the cloud's channel service; empty in the public cloud. */
  channelService: string;
}

export const CLOUDS = {
  public: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    database: 'https://ossrdbms-aad.database.windows.net',
    channelService: '',
  },
  usgov: {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    database: 'https://ossrdbms-aad.database.usgovcloudapi.net',
    channelService: 'https://botframework.azure.us',
  },
  usgovdod: {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    database: 'https://ossrdbms-aad.database.usgovcloudapi.net',
    channelService: 'https://botframework.azure.us',
  },
  china: {
    authority: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    database: 'https://ossrdbms-aad.database.chinacloudapi.cn',
    channelService: 'https://botframework.azure.cn',
  },
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof CLOUDS;
