import { z } from 'zod';
import { DEADLINES } from '../../platform/deadlines.ts';
import { withinDeadline } from '../../platform/within-deadline.ts';

/** The state of directory synchronisation in Microsoft Graph's `organization`. */
export interface SyncStatus {
  /** Null when the tenant has never synchronised. */
  isEnabled: boolean | null;
  /** Null when it has never happened; likewise for passwords. */
  lastSyncAt: Date | null;
  lastPasswordSyncAt: Date | null;
}

/** The result of a request. Only `status` says anything about synchronisation; the others are about Cutover and Graph. */
export type GraphAnswer =
  | { kind: 'status'; status: SyncStatus }
  /** Graph asks to wait (429). */
  | { kind: 'throttled'; retryAfterSeconds: number }
  /** Entra ID issued no token, or Graph refused it (401). */
  | { kind: 'no-token'; reason: string }
  /** A permission is missing (403). */
  | { kind: 'refused'; reason: string }
  /** Graph is down, slow or unreachable, or its response is unexpected. */
  | { kind: 'unreachable'; reason: string };

/** Gets access tokens; every credential of `@azure/identity` is one. */
export interface TokenSource {
  /** Null when there is no token. With `claims`, a new token that meets Graph's claims challenge, never a cached one. */
  getToken(
    scope: string,
    options?: { claims?: string; enableCae?: boolean; abortSignal?: AbortSignal },
  ): Promise<Token | null>;
}

export interface Token {
  token: string;
  /** Milliseconds since 1970. */
  expiresOnTimestamp?: number;
}

const FIELDS = 'onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesLastPasswordSyncDateTime';
const DEFAULT_RETRY_SECONDS = 60;

const instant = z.iso
  .datetime({ offset: true })
  .nullish()
  .transform((text) => (text ? new Date(text) : null));

/** Graph leaves out the values that a tenant has never had. */
const organizations = z.object({
  value: z
    .array(
      z.object({
        onPremisesSyncEnabled: z.boolean().nullish(),
        onPremisesLastSyncDateTime: instant,
        onPremisesLastPasswordSyncDateTime: instant,
      }),
    )
    .min(1),
});

/**
 * Reads the state of synchronisation from Graph; never throws. Needs the application permission
 * `Organization.Read.All`: https://learn.microsoft.com/graph/api/organization-list
 * @param endpoint such as `https://graph.microsoft.com`; national clouds have others.
 * @param timeoutMs of one request; default 30 seconds.
 */
export async function readSyncStatus({
  endpoint,
  credential,
  timeoutMs = DEADLINES.graphMs,
}: {
  endpoint: string;
  credential: TokenSource;
  timeoutMs?: number;
}): Promise<GraphAnswer> {
  let challenge: string | null = null;
  for (;;) {
    const token = await readToken(credential, {
      scope: `${endpoint}/.default`,
      claims: challenge,
      timeoutMs,
    });
    if (typeof token !== 'string') return token;
    try {
      const response: Response = await fetch(`${endpoint}/v1.0/organization?$select=${FIELDS}`, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
      });
      const asked: string | null = challenge === null ? challengeIn(response) : null;
      if (asked === null) return await read(response);
      challenge = asked;
    } catch (error) {
      return { kind: 'unreachable', reason: reasonOf(error) };
    }
  }
}

async function readToken(
  credential: TokenSource,
  { scope, claims, timeoutMs }: { scope: string; claims: string | null; timeoutMs: number },
): Promise<string | GraphAnswer> {
  try {
    const challenge = claims === null ? {} : { claims, enableCae: true };
    const answer = await withinDeadline('Microsoft Entra ID', timeoutMs, (abortSignal) =>
      credential.getToken(scope, { ...challenge, abortSignal }),
    );
    return answer?.token ?? { kind: 'no-token', reason: 'the credential returned no token' };
  } catch (error) {
    return { kind: 'no-token', reason: reasonOf(error) };
  }
}

/** The claims that Graph demands of a new token after it revoked the cached one; null when it demands none: https://learn.microsoft.com/entra/identity-platform/claims-challenge */
function challengeIn({ status, headers }: Response): string | null {
  if (status !== 401) return null;
  const encoded = /claims="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8');
}

async function read(response: Response): Promise<GraphAnswer> {
  const { status } = response;
  if (status === 429) return { kind: 'throttled', retryAfterSeconds: retryAfterIn(response) };
  if (!response.ok) {
    const reason = `Microsoft Graph returned ${status}${await codeIn(response)}`;
    if (status === 401) return { kind: 'no-token', reason };
    return { kind: status === 403 ? 'refused' : 'unreachable', reason };
  }
  const parsed = organizations.safeParse(await response.json());
  const [organization] = parsed.data?.value ?? [];
  if (!organization)
    return { kind: 'unreachable', reason: 'Microsoft Graph returned an unexpected response' };
  return {
    kind: 'status',
    status: {
      isEnabled: organization.onPremisesSyncEnabled ?? null,
      lastSyncAt: organization.onPremisesLastSyncDateTime,
      lastPasswordSyncAt: organization.onPremisesLastPasswordSyncDateTime,
    },
  };
}

/** Seconds to wait. A date is compared with the response's own date, so that our clock doesn't matter. */
function retryAfterIn({ headers }: Response): number {
  const asked = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(asked)
    ? Number(asked)
    : (Date.parse(asked) - Date.parse(headers.get('date') ?? '')) / 1_000;
  return seconds > 0 ? seconds : DEFAULT_RETRY_SECONDS;
}

/** Graph's error code, such as `: Authorization_RequestDenied`. */
async function codeIn(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { error?: { code?: string } } | null;
  return body?.error?.code ? `: ${body.error.code}` : '';
}

/** Why a request failed without a response, in one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'Microsoft Graph did not respond in time';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.split('\n', 1)[0] ?? error.name;
}
