import { z } from 'zod';
import { CutoverError } from '../platform/errors.ts';
import { createGraphClient, describe } from '../sources/graph/graph-client.ts';
import type { TokenSource } from '../sources/graph/organization.ts';

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
const SPACING_MS = 100;

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
  const graph = createGraphClient({ endpoint, credential, pause, spacingMs: SPACING_MS });

  return {
    async findInCatalogue(teamsAppId) {
      const answer = await graph.ask(`/appCatalogs/teamsApps?$filter=externalId eq '${teamsAppId}'`);
      if ('failed' in answer) throw new CutoverError('graph-refused', answer.failed);
      if (!answer.ok) {
        const hint = 'Grant the application permission AppCatalog.Read.All, or give --catalogue-id.';
        throw new CutoverError(
          'graph-refused',
          `Cannot read the app catalogue. ${await describe(answer)} ${hint}`,
        );
      }
      const found = (await read(answer))[0];
      if (found) return found.id;
      throw new CutoverError(
        'not-published',
        `The app ${teamsAppId} is not in the organisation's app catalogue. Publish the package first: Graph installs only published apps.`,
      );
    },

    async isInstalled(target, catalogueId) {
      const filter = `$expand=teamsApp&$filter=teamsApp/id eq '${catalogueId}'`;
      const answer = await graph.ask(`${placeOf(target)}?${filter}`);
      if ('failed' in answer) return answer;
      if (!answer.ok) return { failed: await describe(answer) };
      return (await read(answer)).length > 0;
    },

    async install(target, catalogueId) {
      const app = `${endpoint}/v1.0/appCatalogs/teamsApps/${catalogueId}`;
      const answer = await graph.ask(placeOf(target), { 'teamsApp@odata.bind': app });
      if ('failed' in answer) return answer;
      if (answer.ok) return 'installed';
      return answer.status === 409 ? 'already' : { failed: await describe(answer) };
    },
  };
}

/** https://learn.microsoft.com/graph/api/team-post-installedapps, https://learn.microsoft.com/graph/api/userteamwork-post-installedapps */
function placeOf({ kind, id }: Target): string {
  const name = encodeURIComponent(id);
  return kind === 'team' ? `/teams/${name}/installedApps` : `/users/${name}/teamwork/installedApps`;
}

async function read(answer: Response): Promise<{ id: string }[]> {
  const parsed = list.safeParse(await answer.json().catch(() => null));
  if (parsed.success) return parsed.data.value;
  throw new CutoverError('graph-refused', 'Microsoft Graph returned an unexpected response.');
}
