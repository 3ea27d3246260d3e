import type * as Jose from 'jose';
import type { Activity } from 'botbuilder';
import { Problem } from '../../http/problem.ts';
import { DEADLINES } from '../../platform/deadlines.ts';
import type { Cloud } from '../../sources/graph/clouds.ts';
import { tenantsNamedIn } from '../turn/activity.ts';
import { isPublicServiceUrl } from './service-url.ts';
import { signingKeysMetadata } from './signing-keys.ts';

/** The only channel that Cutover is registered for. */
const CHANNEL = 'msteams';

/** How far the clocks of Bot Framework and this machine may differ. */
const CLOCK_SKEW_SECONDS = 300;

/** Bot Framework asks for the keys to be read again at least once a day. */
const RENEW_KEYS_AFTER_MS = 24 * 3_600_000;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whose tokens are accepted on `POST /api/messages`. */
export interface ChannelAccess {
  issuer: string;
  /** Address of the OpenID document that names the signing keys. */
  openIdMetadata: string;
}

/** The Bot Framework of a cloud. */
export function channelAccessOf(cloud: Cloud): ChannelAccess {
  return {
    issuer: cloud.botFramework?.tokenIssuer ?? 'https://api.botframework.com',
    openIdMetadata: signingKeysMetadata(cloud),
  };
}

/**
 * Admits an activity whose token is valid and agrees with it.
 * @throws Problem 401 without a valid token, 403 for an activity that contradicts it, 503 without signing keys.
 */
export type Admit = (activity: Activity, authorization: string | undefined) => Promise<void>;

/**
 * Checks the tokens of Bot Framework:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot
 * It takes the place of botbuilder's own check, which accepts tokens without an expiry, keys without an
 * endorsement, and the tokens of the emulator and of other bots, and prints what it refuses to the console.
 */
export function createAdmit(botId: string, access: ChannelAccess): Admit {
  const signingKeys = createSigningKeys(access.openIdMetadata);

  async function verify(token: string): Promise<Jose.JWTPayload> {
    const jose = await import('jose');
    if (!isJwt(token, jose)) throw new Problem(401, 'The token is not valid: it is not a JWT.');
    const keys = await signingKeys().catch(unavailable);
    const { payload, protectedHeader } = await jose
      .jwtVerify(token, keys, {
        issuer: access.issuer,
        audience: botId,
        algorithms: ['RS256', 'RS384', 'RS512'],
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ['exp'],
      })
      .catch((cause: unknown) => {
        if (isTokenError(cause, jose)) throw new Problem(401, `The token is not valid: ${cause.message}.`);
        return unavailable(cause);
      });
    const key = keys.jwks()?.keys.find(({ kid }) => kid === protectedHeader.kid) as SigningKey | undefined;
    if (!key?.endorsements?.includes(CHANNEL)) {
      throw new Problem(401, 'The token is not valid: its signing key is not endorsed for Microsoft Teams.');
    }
    return payload;
  }

  return async (activity, authorization) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new Problem(401, 'Send a Bot Framework token: Authorization: Bearer …');
    const contradiction = findContradiction(activity, await verify(token));
    if (contradiction) throw new Problem(403, contradiction);
  };
}

/** Looked at before the keys are needed: what is no token is refused without them. */
function isJwt(token: string, jose: typeof Jose): boolean {
  try {
    jose.decodeProtectedHeader(token);
    jose.decodeJwt(token);
    return true;
  } catch {
    return false;
  }
}

type SigningKey = Jose.JWK & { endorsements?: string[] };

/** What the activity says and its token does not, as a sentence; null when they agree. */
function findContradiction(activity: Activity, claims: Jose.JWTPayload): string | null {
  const { channelId, serviceUrl } = activity;
  if (channelId !== CHANNEL) return `channelId: only ${CHANNEL} is accepted.`;
  if (claims['serviceurl'] !== serviceUrl) return 'serviceUrl: the token was issued for another address.';
  if (!isPublicServiceUrl(serviceUrl)) return 'serviceUrl: only public https addresses are accepted.';
  const signed = [
    claims['tid'],
    ...new URL(serviceUrl).pathname.split('/').filter((part) => GUID.test(part)),
  ];
  const tenants = [...tenantsNamedIn(activity), ...signed].filter((tenant) => typeof tenant === 'string');
  if (tenantsNamedIn(activity).length === 0) return 'conversation.tenantId: the activity names no tenant.';
  const isOne = new Set(tenants.map((tenant) => tenant.toLowerCase())).size === 1;
  return isOne ? null : 'conversation.tenantId: the activity and its token name different tenants.';
}

/** Gets the keys that Bot Framework signs with. Known keys are used while newer ones can't be fetched. */
function createSigningKeys(openIdMetadata: string): () => Promise<RemoteKeys> {
  let known: Promise<RemoteKeys> | null = null;
  let readAt = 0;

  async function fetchKeys(): Promise<RemoteKeys> {
    const { createRemoteJWKSet } = await import('jose');
    const response = await fetch(openIdMetadata, { signal: AbortSignal.timeout(DEADLINES.signingKeysMs) });
    if (!response.ok) throw new Error(`${openIdMetadata} answered ${response.status}.`);
    const { jwks_uri: address } = (await response.json()) as { jwks_uri?: unknown };
    if (typeof address !== 'string') throw new Error(`${openIdMetadata} names no jwks_uri.`);
    const keys = createRemoteJWKSet(new URL(address), {
      cacheMaxAge: Infinity, // renewed below, without making a turn wait
      timeoutDuration: DEADLINES.signingKeysMs,
    });
    await keys.reload();
    readAt = performance.now();
    return keys;
  }

  return async () => {
    known ??= fetchKeys();
    const keys = await known.catch((error: unknown) => {
      known = null;
      throw error;
    });
    if (performance.now() - readAt > RENEW_KEYS_AFTER_MS) {
      readAt = performance.now();
      keys.reload().catch(() => (readAt -= RENEW_KEYS_AFTER_MS / 2));
    }
    return keys;
  };
}

type RemoteKeys = ReturnType<typeof Jose.createRemoteJWKSet>;

function unavailable(cause: unknown): never {
  throw new Problem(
    503,
    'The signing keys of Bot Framework are not available, so the token cannot be checked. Try again in a moment.',
    { cause },
  );
}

/** True if the token is at fault; false if Bot Framework did not answer or was too slow. */
function isTokenError(error: unknown, { errors }: typeof Jose): error is Error {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== errors.JOSEError.code
  );
}
