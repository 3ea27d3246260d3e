import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Graph does with the next question after the organisation. */
export type GraphBehaviour =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  /** Takes the question and never answers. */
  | 'hang';

/** Microsoft Graph and App Service's token endpoint on loopback, in their wire formats. */
export interface LoopbackGraph {
  url: string;
  /** As App Service gives it to a managed identity: https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
  identityEnvironment: Record<string, string>;
  /** The questions so far, tokens' included. */
  requests: { path: string; authorization: string | undefined }[];
  /** From now on. */
  organization: GraphBehaviour;
  token: GraphBehaviour;
  close(): Promise<void>;
}

export function organizationWith(fields: object): GraphBehaviour {
  return { status: 200, body: { value: [{ id: '00000000-0000-0000-0000-0000000000cc', ...fields }] } };
}

export async function startGraph(): Promise<LoopbackGraph> {
  const requests: LoopbackGraph['requests'] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://graph');
    requests.push({ path: pathname + search, authorization: request.headers.authorization });
    const behaviour = pathname === '/msi/token' ? graph.token : graph.organization;
    if (behaviour === 'hang') return;
    response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
    response.end(JSON.stringify(behaviour.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const graph: LoopbackGraph = {
    url,
    identityEnvironment: { IDENTITY_ENDPOINT: `${url}/msi/token`, IDENTITY_HEADER: 'header' },
    requests,
    organization: organizationWith({}),
    token: {
      status: 200,
      body: {
        access_token: 'a-token',
        expires_on: String(Math.floor(Date.now() / 1_000) + 86_400),
        resource: url,
        token_type: 'Bearer',
      },
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return graph;
}
