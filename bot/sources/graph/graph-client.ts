import { DEADLINES } from '../../platform/deadlines.ts';
import { CutoverError } from '../../platform/errors.ts';
import { withinDeadline } from '../../platform/within-deadline.ts';
import { reasonOf, type TokenSource } from './organization.ts';

/** A response that a repeat wouldn't change, or one sentence that says why there is none. */
export type GraphResponse = Response | { failed: string };

/** A Microsoft Graph client for commands that an administrator runs: sequential requests, repeated where that helps. */
export interface GraphClient {
  /**
   * Sends a GET request, or a POST request when there is a `body`.
   * @param path such as `/servicePrincipals`, or an absolute URL of the endpoint.
   */
  ask(path: string, body?: object): Promise<GraphResponse>;
}

const MAX_ATTEMPTS = 6;
const DEFAULT_RETRY_SECONDS = 10;

/**
 * Makes a client that sends a request up to six times while Graph throttles it (429), fails (5xx) or can't be reached. It
 * waits for the time in `Retry-After`, else for 10, 20, ... seconds. Only send requests that may be repeated.
 * @param endpoint such as `https://graph.microsoft.com`; national clouds have others.
 * @param spacingMs the pause after each request, to stay below Graph's limits.
 * @throws CutoverError `graph-refused` when no request can succeed: no token, or one that Graph refuses.
 */
export function createGraphClient({
  endpoint,
  credential,
  pause,
  spacingMs,
}: {
  endpoint: string;
  credential: TokenSource;
  pause: (milliseconds: number) => Promise<void>;
  spacingMs: number;
}): GraphClient {
  return {
    async ask(path, body) {
      const url = path.startsWith(`${endpoint}/`) ? path : `${endpoint}/v1.0${path}`;
      for (let attempt = 1; ; attempt++) {
        const token = await tokenOf(credential, endpoint);
        const answer = await send(url, token, body);
        await pause(spacingMs);
        if (answer instanceof Response && answer.status === 401) {
          throw new CutoverError('graph-refused', `${await describe(answer)} The token is not accepted.`);
        }
        if (answer instanceof Response && !isTransient(answer.status)) return answer;
        if (attempt === MAX_ATTEMPTS) {
          return answer instanceof Response ? { failed: await describe(answer) } : answer;
        }
        const seconds = retryAfterIn(answer) ?? attempt * DEFAULT_RETRY_SECONDS;
        if (answer instanceof Response) await answer.body?.cancel();
        await pause(1_000 * seconds);
      }
    },
  };
}

async function send(url: string, token: string, body?: object): Promise<GraphResponse> {
  try {
    return await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(DEADLINES.graphCommandMs),
    });
  } catch (error) {
    return { failed: `Microsoft Graph cannot be reached: ${reasonOf(error)}.` };
  }
}

async function tokenOf(credential: TokenSource, endpoint: string): Promise<string> {
  const answer = await withinDeadline('Microsoft Entra ID', DEADLINES.graphCommandMs, (abortSignal) =>
    credential.getToken(`${endpoint}/.default`, { abortSignal }),
  ).catch((cause: unknown) => {
    throw new CutoverError('graph-refused', `Microsoft Entra ID issued no token: ${reasonOf(cause)}.`, {
      cause,
    });
  });
  if (answer) return answer.token;
  throw new CutoverError('graph-refused', 'Microsoft Entra ID issued no token.');
}

function isTransient(status: number): boolean {
  return status === 429 || status >= 500;
}

function retryAfterIn(answer: GraphResponse): number | null {
  const seconds = answer instanceof Response ? Number(answer.headers.get('retry-after')) : 0;
  return seconds > 0 ? seconds : null;
}

/** Describes a failed response, such as `Microsoft Graph returned 404: NotFound, No team found with Group Id … .` */
export async function describe(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => null)) as {
    error?: { code?: string; message?: string };
  } | null;
  const said = [body?.error?.code, body?.error?.message?.split('\n', 1)[0]].filter(Boolean).join(', ');
  return `Microsoft Graph returned ${answer.status}${said ? `: ${said.replace(/\.$/, '')}` : ''}.`;
}
