import { z } from 'zod';
import { CutoverError } from '../platform/errors.ts';
import { createGraphClient, describe } from '../sources/graph/graph-client.ts';
import type { TokenSource } from '../sources/graph/organization.ts';

/** Where to install the app: a team by its ID, or a person by object ID or user principal name. */
export interface Target {
  kind: 'team' | 'person';
  id: string;
}

/** The result of one installation request. */
export type InstallAnswer =
  /** Installed now. */
  | 'installed'
  /** Installed before. */
  | 'already'
  /** A repeat wouldn't help; one sentence says why. */
  | { failed: string };

/** Finds and installs the Teams app through Microsoft Graph. */
export interface Installations {
  /**
   * The app's ID in the organisation's catalogue; `teamsAppId` is the manifest's.
   * @throws CutoverError `not-published`, or `graph-refused` when the catalogue can't be read.
   */
  findInCatalogue(teamsAppId: string): Promise<string>;
  /** Whether the target has the app; a failure when Graph can't say. */
  isInstalled(target: Target, catalogueId: string): Promise<boolean | { failed: string }>;
  install(target: Target, catalogueId: string): Promise<InstallAnswer>;
}

/**
 * Pause after each request. Graph allows an app 30 requests per second in a tenant and 4 per second for one team, which
 * gets two:
 * https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits
 */
const SPACING_MS = 100;

const list = z.object({ value: z.array(z.object({ id: z.string() })) });

/**
 * Sends one request after the other, and repeats those that Graph throttles or fails to process. A repeat is harmless,
 * because Graph returns 409 for an app that is already installed.
 * @throws CutoverError `graph-refused` when no request can succeed: no token, or a missing permission.
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
        const hint = 'Grant the application permission AppCatalog.Read.All, or set --catalogue-id.';
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
      const answer = await graph.ask(`${installedAppsPath(target)}?${filter}`);
      if ('failed' in answer) return answer;
      if (!answer.ok) return { failed: await describe(answer) };
      return (await read(answer)).length > 0;
    },

    async install(target, catalogueId) {
      const app = `${endpoint}/v1.0/appCatalogs/teamsApps/${catalogueId}`;
      const answer = await graph.ask(installedAppsPath(target), { 'teamsApp@odata.bind': app });
      if ('failed' in answer) return answer;
      if (answer.ok) return 'installed';
      return answer.status === 409 ? 'already' : { failed: await describe(answer) };
    },
  };
}

/** https://learn.microsoft.com/graph/api/team-post-installedapps, https://learn.microsoft.com/graph/api/userteamwork-post-installedapps */
function installedAppsPath({ kind, id }: Target): string {
  const name = encodeURIComponent(id);
  return kind === 'team' ? `/teams/${name}/installedApps` : `/users/${name}/teamwork/installedApps`;
}

async function read(answer: Response): Promise<{ id: string }[]> {
  const parsed = list.safeParse(await answer.json().catch(() => null));
  if (parsed.success) return parsed.data.value;
  throw new CutoverError('graph-refused', 'Microsoft Graph returned an unexpected response.');
}
