import { CutoverError } from '../platform/errors.ts';

/** The API whose app role is granted. */
export interface Resource {
  name: 'Cutover' | 'Microsoft Graph';
  /** Its client ID. */
  appId: string;
}

/** One app role for one identity. */
export interface Grant {
  resource: Resource;
  role: string;
  /** Client ID or object ID of the identity that gets the role. */
  principal: string;
  /** What the role is for, in one sentence. */
  purpose: string;
}

/** What somebody asked for; each list holds client IDs or object IDs. */
export interface GrantChoice {
  reportServers: readonly string[];
  sendAlerts: readonly string[];
  readCampaign: readonly string[];
  watchSync: boolean;
  installApp: boolean;
}

/** The same in every cloud: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const GRAPH: Resource = { name: 'Microsoft Graph', appId: '00000003-0000-0000-c000-000000000000' };

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Cutover's own roles, by the choice that asks for them. `Campaign.Act` is missing: only people act. */
const OWN_ROLES = [
  ['reportServers', '--report-servers', 'Servers.Report', 'Reports sync servers and their versions.'],
  [
    'sendAlerts',
    '--send-alerts',
    'Alerts.Send',
    'Sends alerts, such as those of Azure Monitor, to identity teams.',
  ],
  ['readCampaign', '--read-campaign', 'Campaign.Read', 'Reads servers, reminders and progress.'],
] as const;

const WATCH_SYNC = [
  [
    'Organization.Read.All',
    'Lets the bot see when directory synchronization last ran, to alert when it is late.',
  ],
] as const;

const INSTALL_APP = [
  ['TeamsAppInstallation.ReadWriteSelfForTeam.All', 'Lets `npm run install-app` install Cutover in teams.'],
  ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'Lets `npm run install-app` install Cutover for people.'],
  [
    'AppCatalog.Read.All',
    'Lets `npm run install-app` find Cutover in the catalog; not needed with --catalogue-id.',
  ],
] as const;

/**
 * The grants that a choice means, in the order in which they are made.
 * An app can install only itself, so the roles for `installApp` go to the app registration of the manifest, not to the
 * bot's managed identity.
 * @param values of `env/.env.NAME`: `AAD_APP_CLIENT_ID` and `BOT_ID`.
 * @param file where missing values are to be written.
 * @throws CutoverError `bad-grant` for an ID that is none, `missing-values` when provisioning has not run.
 */
export function planGrants(
  choice: GrantChoice,
  { values, file }: { values: Readonly<Record<string, string | undefined>>; file: string },
): Grant[] {
  const need = (name: 'AAD_APP_CLIENT_ID' | 'BOT_ID'): string => {
    const value = values[name];
    if (value) return value;
    throw new CutoverError('missing-values', `${name} is missing: set it in ${file} or in the environment.`);
  };
  const own = OWN_ROLES.flatMap(([key, option, role, purpose]) =>
    choice[key].map((id): Grant => {
      if (!GUID.test(id)) {
        throw new CutoverError(
          'bad-grant',
          `${option} "${id}" is not a client ID or object ID: write a GUID.`,
        );
      }
      const appId = need('AAD_APP_CLIENT_ID');
      return { resource: { name: 'Cutover', appId }, role, principal: id, purpose };
    }),
  );
  const ofGraph = (roles: readonly (readonly [string, string])[], principal: string): Grant[] =>
    roles.map(([role, purpose]) => ({ resource: GRAPH, role, principal, purpose }));
  return [
    ...own,
    ...(choice.watchSync ? ofGraph(WATCH_SYNC, need('BOT_ID')) : []),
    ...(choice.installApp ? ofGraph(INSTALL_APP, need('AAD_APP_CLIENT_ID')) : []),
  ];
}
