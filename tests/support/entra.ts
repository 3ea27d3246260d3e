import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/** Entra ID on loopback: publishes keys, and signs whatever tokens a test wants. */
export interface LoopbackEntra {
  authority: string;
  keysUrl: string;
  /** How often somebody fetched the keys. */
  fetches: () => number;
  /** A token with these claims besides the usual ones of `tenantId`; undefined leaves a usual one out. */
  sign(claims?: Record<string, unknown>, options?: SignOptions): Promise<string>;
  /** From now on another key signs, and the old one is not published any more. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export interface SignOptions {
  /** Seconds from now. */
  expiresIn?: number;
  /** Signed with a key that nobody has published, under the name of the one that is. */
  isForged?: boolean;
}

export async function startEntra(tenantId: string, audience: string): Promise<LoopbackEntra> {
  let keys = await makeKey();
  const stranger = await makeKey();
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches++;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [keys.published] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    authority,
    keysUrl: `${authority}/common/discovery/v2.0/keys`,
    fetches: () => fetches,
    async sign(claims = {}, { expiresIn = 3_600, isForged = false } = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const usual = { tid: tenantId, iss: `${authority}/${tenantId}/v2.0`, aud: audience, azp: 'an-app' };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: String(keys.published.kid) })
        .setIssuedAt(now)
        .setExpirationTime(now + expiresIn)
        .sign((isForged ? stranger : keys).privateKey);
    },
    async rotate() {
      keys = await makeKey();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function makeKey(): Promise<{
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  published: JWK;
}> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const published = { ...(await exportJWK(publicKey)), kid: crypto.randomUUID(), use: 'sig', alg: 'RS256' };
  return { privateKey, published };
}
