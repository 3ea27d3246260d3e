import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientSecretCredentialOptions } from '@azure/identity';
import { createCredential } from '../../../bot/sources/graph/credential.ts';
import { CLOUDS, type CloudName } from '../../../bot/sources/graph/clouds.ts';
import { readSyncStatus, type TokenSource } from '../../../bot/sources/graph/organization.ts';

const TENANT = '22222222-2222-4222-8222-222222222222';
const CLIENT = '11111111-1111-4111-8111-111111111111';

type HttpClient = NonNullable<ClientSecretCredentialOptions['httpClient']>;

interface Asked {
  host: string;
  path: string;
  body: string;
  authorization: string | undefined;
}

/** Entra ID and Microsoft Graph on loopback, whatever their names: the transport alone is changed. */
describe('a client secret', () => {
  let server: Server;
  let url: string;
  const asked: Asked[] = [];
  let token: { status: number; body: object };
  /** What Graph says to the tokens that it does not take, and which those are. */
  let revoked: { token: string; challenge: string | null } | null;
  let issued = 0;

  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const [, host = '', ...path] = (request.url ?? '').split('/');
        asked.push({ host, path: `/${path.join('/')}`, body, authorization: request.headers.authorization });
        const json = (status: number, answer: object, headers: Record<string, string> = {}) => {
          response.writeHead(status, { 'content-type': 'application/json', ...headers });
          response.end(JSON.stringify(answer));
        };
        if (path.join('/').startsWith(`${TENANT}/oauth2/v2.0/token`)) {
          issued++;
          json(
            token.status,
            token.status === 200 ? { ...token.body, access_token: `token-${issued}` } : token.body,
          );
        } else if (path.join('/').includes('openid-configuration')) {
          const authority = `https://${host}/${TENANT}`;
          json(200, {
            token_endpoint: `${authority}/oauth2/v2.0/token`,
            issuer: `${authority}/v2.0`,
            authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
            jwks_uri: `${authority}/discovery/v2.0/keys`,
          });
        } else if (path.join('/').includes('discovery/instance')) {
          const hosts = Object.values(CLOUDS).map(({ authority }) => new URL(authority).host);
          json(200, {
            tenant_discovery_endpoint: `https://${host}/${TENANT}/v2.0/.well-known/openid-configuration`,
            metadata: [...new Set(hosts)].map((each) => ({
              preferred_network: each,
              preferred_cache: each,
              aliases: [each],
            })),
          });
        } else if (revoked && request.headers.authorization === `Bearer ${revoked.token}`) {
          const { challenge } = revoked;
          json(
            401,
            { error: { code: 'InvalidAuthenticationToken' } },
            challenge ? { 'www-authenticate': challenge } : {},
          );
        } else {
          json(200, { value: [{ onPremisesSyncEnabled: true }] });
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    asked.length = 0;
    revoked = null;
    token = { status: 200, body: { token_type: 'Bearer', expires_in: 3_599, ext_expires_in: 3_599 } };
  });

  function credentialIn(cloud: CloudName): Promise<TokenSource> {
    const httpClient: HttpClient = {
      async sendRequest(request) {
        const { host, pathname, search } = new URL(request.url);
        const response = await fetch(`${url}/${host}${pathname}${search}`, {
          method: request.method,
          headers: Object.fromEntries(request.headers),
          ...(typeof request.body === 'string' ? { body: request.body } : {}),
        });
        return {
          request,
          status: response.status,
          headers: request.headers,
          bodyAsText: await response.text(),
        };
      },
    };
    const credential = {
      kind: 'client-secret',
      tenantId: TENANT,
      clientId: CLIENT,
      secret: 'a-secret',
    } as const;
    return createCredential({ credential, cloud }, { httpClient });
  }
  const ask = (credential: TokenSource) => readSyncStatus({ endpoint: `${url}/graph.example`, credential });
  const tokenRequests = () => asked.filter(({ path }) => path.includes('/token'));

  for (const cloud of Object.keys(CLOUDS) as CloudName[]) {
    it(`gets a token from the authority of the ${cloud} cloud, once for many requests`, async () => {
      const credential = await credentialIn(cloud);
      assert.equal((await ask(credential)).kind, 'status');
      assert.equal((await ask(credential)).kind, 'status');
      const [request, ...others] = tokenRequests();
      assert.equal(others.length, 0);
      assert.equal(`https://${request?.host ?? ''}`, CLOUDS[cloud].authority);
      const body = new URLSearchParams(request?.body);
      assert.deepEqual(
        [body.get('grant_type'), body.get('client_id'), body.get('client_secret')],
        ['client_credentials', CLIENT, 'a-secret'],
      );
    });
  }

  it('reports an expired secret with Entra ID’s message and without the secret', async () => {
    token = {
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: 'AADSTS7000222: The provided client secret keys are expired.',
      },
    };
    const answer = await ask(await credentialIn('public'));
    assert.equal(answer.kind, 'no-token');
    assert.match('reason' in answer ? answer.reason : '', /AADSTS7000222/);
    assert.doesNotMatch(JSON.stringify(answer), /a-secret/);
  });

  it('gets a new token when Graph revokes the cached one with a claims challenge', async () => {
    const credential = await credentialIn('public');
    await ask(credential);
    const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: '1695384000' } } });
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    revoked = { token: `token-${issued}`, challenge };
    assert.equal((await ask(credential)).kind, 'status');
    assert.match(new URLSearchParams(tokenRequests().at(-1)?.body).get('claims') ?? '', /1695384000/);
  });

  it('retries once after a claims challenge, then reports that the token is refused', async () => {
    const credential = await credentialIn('public');
    await ask(credential);
    revoked = { token: `token-${issued}`, challenge: null };
    asked.length = 0;
    assert.deepEqual(await ask(credential), {
      kind: 'no-token',
      reason: 'Microsoft Graph returned 401: InvalidAuthenticationToken',
    });
    assert.equal(asked.length, 1);
  });
});
