import { z } from 'zod';
import { CutoverError } from '../platform/errors.ts';
import { reasonOf, type TokenSource } from '../sources/graph/organization.ts';

/** A team by its id, or a person by object id or user principal name. */
export interface Target {
  kind: 'team' | 'person';
  id: string;
}

/** What came of one request. */
export type InstallAnswer =
  /** Installed now, or before. */
  | 'installed'
  | 'already'
  /** It cannot be done for this target, and why: somebody must mend something. */
  | { failed: string };

/** Microsoft Graph as one installs a Teams app with it. */
export interface Installations {
  /** The id that the organisation's catalogue gave the app. */
  findInCatalogue(teamsAppId: string): Promise<string>;
  isInstalled(target: Target, catalogueId: string): Promise<boolean | { failed: string }>;
  install(target: Target, catalogueId: string): Promise<InstallAnswer>;
}

/**
 * Graph takes 30 requests a second of an app in a tenant, and 4 for one team:
 * https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits. This stays below both.
 */
const PACE_MS = 100;
const MOST_TRIES = 6;
const DEFAULT_RETRY_SECONDS = 10;
const TIMEOUT_MS = 30_000;

const list = z.object({ value: z.array(z.object({ id: z.string() })) });

/**
 * Asks one thing after the other. What Graph throttles, or what fails on its side, is asked again after the time that
 * it names; a repeat is harmless, for Graph answers 409 to what is installed.
 * @throws CutoverError `graph-refused` when no request can succeed: no token, or a permission that is missing.
 */
export function createInstallations({
  endpoint,
  credential,
  pause,
}: {
  /** Such as `https://graph.microsoft.com`. */
  endpoint: string;
  credential: TokenSource;
  pause: (milliseconds: number) => Promise<void>;
}): Installations {
  /** The answer that a repeat would not change, or why there is none. */
  async function ask(path: string, body?: object): Promise<Response | { failed: string }> {
    for (let tries = 1; ; tries++) {
      const token = await tokenOf(credential, endpoint);
      const answer = await send(`${endpoint}/v1.0${path}`, token, body);
      await pause(PACE_MS);
      if (answer instanceof Response && answer.status === 401) {
        throw new CutoverError('graph-refused', `${await tell(answer)} The token is not taken.`);
      }
      if (answer instanceof Response && !isPassing(answer.status)) return answer;
      if (tries === MOST_TRIES) return answer instanceof Response ? { failed: await tell(answer) } : answer;
      if (answer instanceof Response) await answer.body?.cancel();
      await pause(1_000 * (secondsAskedFor(answer) ?? tries * DEFAULT_RETRY_SECONDS));
    }
  }

  return {
    async findInCatalogue(teamsAppId) {
      const answer = await ask(`/appCatalogs/teamsApps?$filter=externalId eq '${teamsAppId}'`);
      if ('failed' in answer) throw new CutoverError('graph-refused', answer.failed);
      if (!answer.ok) {
        const hint = 'Grant the application permission AppCatalog.Read.All, or give --catalogue-id.';
        throw new CutoverError(
          'graph-refused',
          `The catalogue cannot be read. ${await tell(answer)} ${hint}`,
        );
      }
      const found = (await read(answer))[0];
      if (found) return found.id;
      throw new CutoverError(
        'not-published',
        `The organisation's catalogue has no app ${teamsAppId}: publish the package first, for Graph installs nothing else.`,
      );
    },

    async isInstalled(target, catalogueId) {
      const filter = `$expand=teamsApp&$filter=teamsApp/id eq '${catalogueId}'`;
      const answer = await ask(`${placeOf(target)}?${filter}`);
      if ('failed' in answer) return answer;
      if (!answer.ok) return { failed: await tell(answer) };
      return (await read(answer)).length > 0;
    },

    async install(target, catalogueId) {
      const app = `${endpoint}/v1.0/appCatalogs/teamsApps/${catalogueId}`;
      const answer = await ask(placeOf(target), { 'teamsApp@odata.bind': app });
      if ('failed' in answer) return answer;
      if (answer.ok) return 'installed';
      return answer.status === 409 ? 'already' : { failed: await tell(answer) };
    },
  };
}

async function send(url: string, token: string, body?: object): Promise<Response | { failed: string }> {
  try {
    return await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    return { failed: `Microsoft Graph cannot be reached: ${reasonOf(error)}.` };
  }
}

async function tokenOf(credential: TokenSource, endpoint: string): Promise<string> {
  const answer = await credential.getToken(`${endpoint}/.default`).catch((cause: unknown) => {
    throw new CutoverError('graph-refused', `Microsoft Entra ID gave no token: ${reasonOf(cause)}.`, {
      cause,
    });
  });
  if (answer) return answer.token;
  throw new CutoverError('graph-refused', 'Microsoft Entra ID gave no token.');
}

/** https://learn.microsoft.com/graph/api/team-post-installedapps, https://learn.microsoft.com/graph/api/userteamwork-post-installedapps */
function placeOf({ kind, id }: Target): string {
  const name = encodeURIComponent(id);
  return kind === 'team' ? `/teams/${name}/installedApps` : `/users/${name}/teamwork/installedApps`;
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

function secondsAskedFor(answer: Response | { failed: string }): number | null {
  const asked = answer instanceof Response ? Number(answer.headers.get('retry-after')) : 0;
  return asked > 0 ? asked : null;
}

async function read(answer: Response): Promise<{ id: string }[]> {
  const parsed = list.safeParse(await answer.json().catch(() => null));
  if (parsed.success) return parsed.data.value;
  throw new CutoverError('graph-refused', 'Microsoft Graph answered what cannot be read.');
}

/** What Graph says itself, such as `Microsoft Graph answered 404: NotFound, No team found with Group Id … .` */
async function tell(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => null)) as {
    error?: { code?: string; message?: string };
  } | null;
  const said = [body?.error?.code, body?.error?.message?.split('\n', 1)[0]].filter(Boolean).join(', ');
  return `Microsoft Graph answered ${answer.status}${said ? `: ${said.replace(/\.$/, '')}` : ''}.`;
}
