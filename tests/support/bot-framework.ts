import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { ChannelAccess } from '../../bot/teams/connector/channel-token.ts';

/** Bot Framework on loopback: publishes its keys, and signs whatever tokens a test wants. */
export interface LoopbackBotFramework {
  access: ChannelAccess;
  /** A token with these claims besides the usual ones; undefined leaves a usual one out. */
  sign(claims?: Record<string, unknown>, key?: KeyName): Promise<string>;
  close(): Promise<void>;
}

/** Published keys, but for `forged`, which has the name of the first. */
type KeyName = 'endorsed' | 'unendorsed' | 'endorsed-for-others' | 'forged';

const ISSUER = 'https://api.botframework.com';
const ENDORSEMENTS: Record<Exclude<KeyName, 'forged'>, string[] | undefined> = {
  endorsed: ['msteams', 'webchat'],
  unendorsed: undefined,
  'endorsed-for-others': ['webchat'],
};

export async function startBotFramework(botId: string, serviceUrl: string): Promise<LoopbackBotFramework> {
  const makeKey = async (name: KeyName) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const kid = name === 'forged' ? 'endorsed' : name;
    return { name, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
  };
  const keys = await Promise.all(
    (['endorsed', 'unendorsed', 'endorsed-for-others', 'forged'] as const).map(makeKey),
  );
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const published = keys.flatMap(({ name, jwk }) =>
      name === 'forged' ? [] : [{ ...jwk, endorsements: ENDORSEMENTS[name] }],
    );
    const document = { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: published } : document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    access: {
      issuer: ISSUER,
      openIdMetadata: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`,
    },
    async sign(claims = {}, key = 'endorsed') {
      const now = Math.floor(Date.now() / 1_000);
      const usual = { iss: ISSUER, aud: botId, serviceurl: serviceUrl, nbf: now, exp: now + 3_600 };
      const { kid, privateKey } = keys.find(({ name }) => name === key) ?? keys[0] ?? (await makeKey(key));
      return new SignJWT({ ...usual, jti: randomUUID(), ...claims })
        .setProtectedHeader({ alg: 'RS256', kid })
        .sign(privateKey);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
