import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenSource } from '../../bot/sources/graph/organization.ts';

/** Microsoft Graph's part that installs Teams apps, on loopback, in its wire format and with its limits. */
export interface LoopbackInstallations {
  url: string;
  credential: TokenSource;
  /** To be given as `pause`: the time by which the limits are kept moves only here. */
  pause: (milliseconds: number) => Promise<void>;
  /** How long was waited, in order. */
  pauses: number[];
  requests: { method: string; path: string; status: number }[];
  /** Who has the app, such as `teams/…` and `users/…`. */
  installed: Set<string>;
  /** Answered to the next requests, before anything else is looked at. */
  failures: { status: number; headers?: Record<string, string>; code?: string; breaks?: boolean }[];
  close(): Promise<void>;
}

const CATALOGUE = '/v1.0/appCatalogs/teamsApps';
const A_SECOND = 1_000;
const OF_THE_APP = 30;
const OF_A_TEAM = 4;

/**
 * @param known the teams and people that exist, such as `teams/…` and `users/…`; `blocked` ones may not have the app.
 * @param app its id in the manifest and in the catalogue; without one the catalogue is empty.
 */
export async function startInstallations({
  known,
  blocked = [],
  app,
}: {
  known: readonly string[];
  blocked?: readonly string[];
  app: { externalId: string; id: string } | null;
}): Promise<LoopbackInstallations> {
  let now = 0;
  const times: { at: number; place: string }[] = [];

  function isTooMany(place: string): boolean {
    times.push({ at: now, place });
    const recent = times.filter(({ at }) => at > now - A_SECOND);
    return recent.length > OF_THE_APP || recent.filter((other) => other.place === place).length > OF_A_TEAM;
  }

  function answer(
    request: IncomingMessage,
    body: string,
  ): { status: number; body?: unknown; retryAfter?: string } {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://graph');
    const filter = searchParams.get('$filter') ?? '';
    if (request.headers.authorization !== 'Bearer a-token') return failed(401, 'InvalidAuthenticationToken');
    if (pathname === CATALOGUE) {
      const isAsked = app !== null && filter === `externalId eq '${app.externalId}'`;
      const value = isAsked ? [{ ...app, displayName: 'Cutover', distributionMethod: 'organization' }] : [];
      return { status: 200, body: { '@odata.context': `${loopback.url}/v1.0/$metadata#teamsApps`, value } };
    }
    const place = /^\/v1\.0\/(teams\/[^/]+|users\/[^/]+(?=\/teamwork))(?:\/teamwork)?\/installedApps$/.exec(
      pathname,
    )?.[1];
    if (!place) return failed(400, 'BadRequest');
    const name = decodeURIComponent(place);
    if (isTooMany(name)) return { ...failed(429, 'TooManyRequests'), retryAfter: '2' };
    if (!known.includes(name)) return failed(404, 'NotFound', `No ${name.replace('s/', ' with Id ')} found.`);
    if (request.method === 'GET') {
      if (filter !== `teamsApp/id eq '${String(app?.id)}'` || searchParams.get('$expand') !== 'teamsApp') {
        return failed(400, 'BadRequest', 'Invalid filter clause');
      }
      const value = loopback.installed.has(name) ? [{ id: 'an-installation', teamsApp: app }] : [];
      return { status: 200, body: { value } };
    }
    const bind = (JSON.parse(body) as Record<string, unknown>)['teamsApp@odata.bind'];
    if (bind !== `${loopback.url}${CATALOGUE}/${String(app?.id)}`) return failed(400, 'BadRequest');
    if (blocked.includes(name)) return failed(403, 'Forbidden', 'The app is blocked by policy.');
    if (loopback.installed.has(name)) return failed(409, 'Conflict');
    loopback.installed.add(name);
    return { status: name.startsWith('teams') ? 200 : 201 };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const failure = loopback.failures.shift();
    if (failure?.breaks) {
      answer(request, body); // it is done, but nobody hears of it
      request.socket.destroy();
      return;
    }
    const given = failure
      ? { ...failed(failure.status, failure.code ?? 'UnknownError') }
      : answer(request, body);
    loopback.requests.push({ method: request.method ?? '', path: request.url ?? '', status: given.status });
    const retryAfter = 'retryAfter' in given && given.retryAfter ? { 'retry-after': given.retryAfter } : {};
    response.writeHead(given.status, {
      'content-type': 'application/json',
      ...retryAfter,
      ...failure?.headers,
    });
    response.end(given.body === undefined ? '' : JSON.stringify(given.body));
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const loopback: LoopbackInstallations = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credential: { getToken: () => Promise.resolve({ token: 'a-token' }) },
    pause: (milliseconds) => {
      now += milliseconds;
      loopback.pauses.push(milliseconds);
      return Promise.resolve();
    },
    pauses: [],
    requests: [],
    installed: new Set(),
    failures: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return loopback;
}

function failed(status: number, code: string, message = code): { status: number; body: object } {
  return { status, body: { error: { code, message, innerError: { 'request-id': 'a-request' } } } };
}
