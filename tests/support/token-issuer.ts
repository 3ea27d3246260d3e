import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import type { ApiAccess } from '../../bot/http/authenticate.ts';

const AUTHORITY = 'https://login.example.com';
const AUDIENCE = 'api://cutover';
const KEY = 'key-1';

/** Signs tokens as Microsoft Entra ID does, for those tenants that it is told. */
export interface TokenIssuer {
  access: ApiAccess;
  /** Somebody's own token. */
  forPerson(person: { tenantId: string; name?: string; oid?: string }, changes?: JWTPayload): Promise<string>;
  forApp(tenantId: string, roles: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export async function startTokenIssuer(tenants: readonly string[]): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: KEY, alg: 'RS256', use: 'sig' }] };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(keys));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const inTwoHours = () => Math.floor(performance.timeOrigin / 1_000) + 7_200;
  const sign = (tenantId: string, claims: JWTPayload) =>
    new SignJWT({
      tid: tenantId,
      iss: `${AUTHORITY}/${tenantId}/v2.0`,
      aud: AUDIENCE,
      exp: inTwoHours(),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: KEY })
      .sign(privateKey);

  return {
    access: {
      audiences: [AUDIENCE],
      authority: AUTHORITY,
      issuerV1: 'https://sts.example.com',
      keysUrl: `http://127.0.0.1:${port}/keys`,
      tenants,
      guests: 'none',
    },
    forPerson: ({ tenantId, name = 'Ada', oid = crypto.randomUUID() }, changes = {}) =>
      sign(tenantId, { name, oid, scp: 'access_as_user', ...changes }),
    forApp: (tenantId, roles) => sign(tenantId, { roles: [...roles], app_displayname: 'A script' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
