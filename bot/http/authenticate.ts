import type * as Jose from 'jose';
import { Problem } from './problem.ts';

/** Who calls. */
export interface Caller {
  tenantId: string;
  /** How reports of theirs are signed. */
  name: string;
  /** Their object id in Microsoft Entra ID; null for an app, and in local mode. */
  personId: string | null;
}

/** What an app must be let do, as an app role of Cutover's registration; `Campaign.Act` is for people alone. */
export type Role = 'Servers.Report' | 'Alerts.Send' | 'Campaign.Read' | 'Campaign.Act';

/** What somebody who is signed in may do; whether in a certain conversation, is asked where it is done. */
const OF_PEOPLE: readonly Role[] = ['Campaign.Read', 'Campaign.Act'];

export type Authenticate = (authorization: string | undefined, role: Role) => Promise<Caller>;

/**
 * Lets in who brings a Microsoft Entra ID token for Cutover with the role. The keys come from Entra ID and are
 * kept and renewed by jose. A user's token (`scp`) may read and act, an app's (`roles`) does what its roles say:
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 * @throws Problem 401 or 403, saying what is wrong with the token.
 */
export function createAuthenticate(access: ApiAccess): Authenticate {
  let keys: Jose.JWTVerifyGetKey | null = null;
  return async (authorization, role) => {
    const jose = await import('jose');
    keys ??= jose.createRemoteJWKSet(new URL(access.keysUrl));
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (!token)
      throw new Problem(401, 'No token', 'Send a Microsoft Entra ID token: Authorization: Bearer …');
    const { payload } = await jose
      .jwtVerify(token, keys, { audience: [...access.audiences], algorithms: ['RS256'], clockTolerance: 60 })
      .catch((error: unknown) => {
        if (!isOfToken(error, jose)) {
          throw new Problem(
            503,
            'Keys are missing',
            'Entra ID gave no keys to check the token with. Try again in a moment.',
          );
        }
        const reason = error instanceof Error ? error.message : String(error);
        throw new Problem(401, 'The token is not valid', `The token is refused: ${reason}.`);
      });
    const { tid, oid, iss, roles, scp, name, app_displayname: appName, azp, appid } = payload;
    const tenantId = typeof tid === 'string' ? tid.toLowerCase() : '';
    if (!access.tenants.includes(tenantId) || !isIssuer(iss, tenantId, access)) {
      throw new Problem(401, 'The token is not valid', 'The token is of a tenant that is not let in.');
    }
    const isPerson = typeof scp === 'string';
    const has = role !== 'Campaign.Act' && Array.isArray(roles) && roles.includes(role);
    if (!has && !(isPerson && OF_PEOPLE.includes(role))) {
      const detail =
        role === 'Campaign.Act'
          ? 'Only somebody who is signed in may do this.'
          : `The token lacks the app role ${role}.`;
      throw new Problem(403, 'A role is missing', detail);
    }
    const caller = [name, appName, azp, appid].find(
      (candidate) => typeof candidate === 'string' && candidate !== '',
    );
    return {
      tenantId,
      name: typeof caller === 'string' ? caller : 'an app',
      personId: isPerson && typeof oid === 'string' ? oid : null,
    };
  };
}

/** The token is wrong, rather than Entra ID away or slow. */
function isOfToken(error: unknown, { errors }: typeof Jose): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== errors.JOSEError.code
  );
}

/** Of version 2 tokens, and of version 1, which apps that ask for `…/.default` still get. */
function isIssuer(
  issuer: string | undefined,
  tenantId: string,
  { authority, issuerV1 }: Pick<ApiAccess, 'authority' | 'issuerV1'>,
): boolean {
  return issuer === `${authority}/${tenantId}/v2.0` || issuer === `${issuerV1}/${tenantId}/`;
}

/** Whose tokens `/api/*` takes. */
export interface ApiAccess {
  audiences: readonly string[];
  authority: string;
  /** Who issues version 1 tokens. */
  issuerV1: string;
  /** Where Entra ID publishes its keys. */
  keysUrl: string;
  tenants: readonly string[];
}
