import type * as Jose from 'jose';
import { refusalOf, type Act, type GuestAccess } from '../access/acts.ts';
import type { Author } from '../access/author.ts';
import { DEADLINES } from '../platform/deadlines.ts';
import { Problem } from './problem.ts';

/** Who calls. */
export interface Caller {
  tenantId: string;
  /** Signs the caller's reports and acknowledgements. */
  name: string;
  /** Object id in Microsoft Entra ID; null for an app, and in local mode. */
  personId: string | null;
  /** An app's client id; null for a person, and in local mode. */
  appId: string | null;
  /** False for a signed-in user, whose reports of servers are claims. */
  isApp: boolean;
}

/**
 * What a caller may do. Apps need the app role of that name in Cutover's app registration, signed-in users the
 * scope. What users may do in a particular conversation is checked where they do it.
 */
export const ROLES = {
  'Servers.Report': { apps: true, scope: 'Servers.Claim', act: 'report-server' },
  'Alerts.Send': { apps: true, scope: null, act: 'respond' },
  'Campaign.Read': { apps: true, scope: 'access_as_user', act: 'read' },
  'Campaign.Manage': { apps: true, scope: 'access_as_user', act: 'set-deadline' },
  'Campaign.Act': { apps: false, scope: 'access_as_user', act: 'change-reminders' },
} as const satisfies Record<string, { apps: boolean; scope: string | null; act: Act }>;

export type Role = keyof typeof ROLES;

/** @throws Problem 401, 403 or 503. */
export type Authenticate = (authorization: string | undefined, role: Role) => Promise<Caller>;

/** Whose tokens `/api/*` accepts. */
export interface ApiAccess {
  audiences: readonly string[];
  authority: string;
  /** Issuer of version 1 tokens. */
  issuerV1: string;
  /** Where Entra ID publishes its signing keys. */
  keysUrl: string;
  tenants: readonly string[];
  guests: GuestAccess;
}

/**
 * Checks Microsoft Entra ID tokens: signature, audience, expiry, tenant, issuer and role. jose fetches, caches
 * and renews the signing keys. Users' tokens have `scp`, apps' tokens `roles`:
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function createAuthenticate(access: ApiAccess): Authenticate {
  let keys: Jose.JWTVerifyGetKey | null = null;
  return async (authorization, role) => {
    const jose = await import('jose');
    keys ??= jose.createRemoteJWKSet(new URL(access.keysUrl), {
      timeoutDuration: DEADLINES.signingKeysMs,
    });
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (!token) throw new Problem(401, 'Send a Microsoft Entra ID token: Authorization: Bearer …');
    const { payload } = await jose
      .jwtVerify(token, keys, { audience: [...access.audiences], algorithms: ['RS256'], clockTolerance: 60 })
      .catch((cause: unknown) => {
        if (isTokenError(cause, jose)) throw new Problem(401, `The token is not valid: ${cause.message}.`);
        throw new Problem(
          503,
          'The signing keys of Microsoft Entra ID are not available, so the token cannot be checked. Try again in a moment.',
          { cause },
        );
      });
    const tenantId = typeof payload['tid'] === 'string' ? payload['tid'].toLowerCase() : '';
    if (!access.tenants.includes(tenantId)) {
      throw new Problem(401, 'The token is not valid: its tenant is not allowed to use Cutover.');
    }
    if (!isIssuer(payload.iss, tenantId, access)) {
      throw new Problem(401, 'The token is not valid: Microsoft Entra ID did not issue it for its tenant.');
    }
    checkRole(payload, role);
    checkGuest(payload, role, access.guests);
    return callerFrom(payload, tenantId);
  };
}

function checkRole({ scp, roles }: Jose.JWTPayload, role: Role): void {
  const { apps, scope } = ROLES[role];
  if (typeof scp === 'string') {
    if (scope !== null && scp.split(' ').includes(scope)) return;
    throw new Problem(
      403,
      scope === null
        ? `Only an app with the role ${role} may do this, not a signed-in user.`
        : `The token does not have the scope ${scope}.`,
    );
  }
  if (apps && Array.isArray(roles) && roles.includes(role)) return;
  throw new Problem(
    403,
    apps ? `The token does not have the app role ${role}.` : 'Only a signed-in user may do this, not an app.',
  );
}

/** @throws Problem 403 for a guest who may not do this. */
function checkGuest(payload: Jose.JWTPayload, role: Role, guests: GuestAccess): void {
  const { act } = ROLES[role];
  // Whether a person is a member of an identity team is checked where they act for it.
  const refusal = refusalOf(act, { isGuest: isGuest(payload), guests, identityTeam: 'here' });
  if (refusal) throw new Problem(403, 'Guests of this organisation may not do this (setting GUESTS).');
}

/**
 * The optional claim `acct` says it; where it is missing, `idp` is: a guest signs in with another identity provider
 * than the tenant itself. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
function isGuest({ scp, acct, idp, iss, tid }: Jose.JWTPayload): boolean {
  if (typeof scp !== 'string') return false;
  if (acct !== undefined) return acct === 1 || acct === '1';
  return typeof idp === 'string' && idp !== iss && !idp.includes(String(tid));
}

function callerFrom({ oid, scp, name, ...payload }: Jose.JWTPayload, tenantId: string): Caller {
  const { app_displayname: appName, azp, appid } = payload;
  return {
    tenantId,
    name: firstText([name, appName, azp, appid]) ?? 'an app',
    personId: typeof scp === 'string' && typeof oid === 'string' ? oid : null,
    appId: typeof scp === 'string' ? null : firstText([azp, appid]),
    isApp: typeof scp !== 'string',
  };
}

/** Null if no claim is a text. */
function firstText(claims: readonly unknown[]): string | null {
  return claims.find((claim): claim is string => typeof claim === 'string' && claim !== '') ?? null;
}

/** The author of whatever the caller changes. */
export function authorOf({ personId, appId, name }: Caller): Author {
  return { id: personId ?? appId, name, conversationId: null };
}

/** True if the token is at fault; false if Entra ID did not answer or was too slow. */
function isTokenError(error: unknown, { errors }: typeof Jose): error is Error {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== errors.JOSEError.code
  );
}

/** Version 2 tokens, and version 1 tokens, which apps that ask for `…/.default` still get. */
function isIssuer(
  issuer: string | undefined,
  tenantId: string,
  { authority, issuerV1 }: Pick<ApiAccess, 'authority' | 'issuerV1'>,
): boolean {
  return issuer === `${authority}/${tenantId}/v2.0` || issuer === `${issuerV1}/${tenantId}/`;
}
