import type { IncomingMessage } from 'node:http';
import { graphError, startGraphLoopback, type GraphLoopback, type LoopbackAnswer } from './graph-loopback.ts';

/**
 * Microsoft Graph's part that installs Teams apps, on loopback, in its wire format and with its limits. Its clock
 * moves only by `pause`.
 */
export interface LoopbackInstallations extends GraphLoopback {
  /** Who has the app, such as `teams/…` and `users/…`. */
  installed: Set<string>;
}

const CATALOGUE = '/v1.0/appCatalogs/teamsApps';
/** Requests in a second. */
const MAX_FOR_APP = 30;
const MAX_FOR_TEAM = 4;

/**
 * @param known the teams and people that exist, such as `teams/…` and `users/…`; `blocked` ones may not have the app.
 * @param app its ID in the manifest and in the catalogue; without one the catalogue is empty.
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
  const installed = new Set<string>();
  const times: { at: number; place: string }[] = [];

  function isThrottled(place: string): boolean {
    const now = loopback.pauses.reduce((sum, pause) => sum + pause, 0);
    times.push({ at: now, place });
    const recent = times.filter(({ at }) => at > now - 1_000);
    return (
      recent.length > MAX_FOR_APP || recent.filter((other) => other.place === place).length > MAX_FOR_TEAM
    );
  }

  function answer(request: IncomingMessage, body: string): LoopbackAnswer {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://graph');
    const filter = searchParams.get('$filter') ?? '';
    if (pathname === CATALOGUE) {
      const isAsked = app !== null && filter === `externalId eq '${app.externalId}'`;
      const value = isAsked ? [{ ...app, displayName: 'Cutover', distributionMethod: 'organization' }] : [];
      return { status: 200, body: { '@odata.context': `${loopback.url}/v1.0/$metadata#teamsApps`, value } };
    }
    const place = /^\/v1\.0\/(teams\/[^/]+|users\/[^/]+(?=\/teamwork))(?:\/teamwork)?\/installedApps$/.exec(
      pathname,
    )?.[1];
    if (!place) return graphError(400, 'BadRequest');
    const name = decodeURIComponent(place);
    if (isThrottled(name)) return { ...graphError(429, 'TooManyRequests'), headers: { 'retry-after': '2' } };
    if (!known.includes(name)) {
      return graphError(404, 'NotFound', `No ${name.replace('s/', ' with Id ')} found.`);
    }
    if (request.method === 'GET') {
      if (filter !== `teamsApp/id eq '${String(app?.id)}'` || searchParams.get('$expand') !== 'teamsApp') {
        return graphError(400, 'BadRequest', 'Invalid filter clause');
      }
      const value = installed.has(name) ? [{ id: 'an-installation', teamsApp: app }] : [];
      return { status: 200, body: { value } };
    }
    const bind = (JSON.parse(body) as Record<string, unknown>)['teamsApp@odata.bind'];
    if (bind !== `${loopback.url}${CATALOGUE}/${String(app?.id)}`) return graphError(400, 'BadRequest');
    if (blocked.includes(name)) return graphError(403, 'Forbidden', 'The app is blocked by policy.');
    if (installed.has(name)) return graphError(409, 'Conflict');
    installed.add(name);
    return { status: name.startsWith('teams') ? 200 : 201 };
  }

  const loopback = await startGraphLoopback(answer);
  return { ...loopback, installed };
}
