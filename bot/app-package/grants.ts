import { CutoverError } from '../platform/errors.ts';

/** The API that defines an app role. */
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

/** The options of `npm run grant`; each list contains client IDs or object IDs. */
export interface GrantChoice {
  reportServers: readonly string[];
  sendAlerts: readonly string[];
  readCampaign: readonly string[];
  manageCampaign: readonly string[];
  watchSync: boolean;
  installApp: boolean;
}

/** The same in every cloud: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const GRAPH: Resource = { name: 'Microsoft Graph', appId: '00000003-0000-0000-c000-000000000000' };

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Cutover's own roles: key in the choice, option, role, purpose. `Campaign.Act` is missing because only people get it. */
const OWN_ROLES = [
  ['reportServers', '--report-servers', 'Servers.Report', 'Reports sync servers and their versions.'],
  [
    'sendAlerts',
    '--send-alerts',
    'Alerts.Send',
    'Sends alerts, such as those of Azure Monitor, to identity teams.',
  ],
  ['readCampaign', '--read-campaign', 'Campaign.Read', 'Reads servers, reminders and progress.'],
  ['manageCampaign', '--manage-campaign', 'Campaign.Manage', 'Sets the deadlines of the organisation.'],
] as const;

const WATCH_SYNC = [
  [
    'Organization.Read.All',
    'Lets the bot see when directory synchronisation last ran, to alert when it is late.',
  ],
] as const;

const INSTALL_APP = [
  ['TeamsAppInstallation.ReadWriteSelfForTeam.All', 'Lets `npm run install-app` install Cutover in teams.'],
  ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'Lets `npm run install-app` install Cutover for people.'],
  [
    'AppCatalog.Read.All',
    'Lets `npm run install-app` find Cutover in the catalogue; not needed with --catalogue-id.',
  ],
] as const;

/**
 * Plans the grants for a choice, in the order in which to make them.
 * An app can install only itself, so the roles for `installApp` go to the app registration of the manifest, not to the
 * bot's managed identity.
 * @param values of `env/.env.NAME`: `AAD_APP_CLIENT_ID` and `BOT_ID`.
 * @param file where a missing value belongs.
 * @throws CutoverError `bad-grant` for an ID that is not a GUID, `missing-values` when provisioning has not run.
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
  const graphGrants = (roles: readonly (readonly [string, string])[], principal: string): Grant[] =>
    roles.map(([role, purpose]) => ({ resource: GRAPH, role, principal, purpose }));
  return [
    ...own,
    ...(choice.watchSync ? graphGrants(WATCH_SYNC, need('BOT_ID')) : []),
    ...(choice.installApp ? graphGrants(INSTALL_APP, need('AAD_APP_CLIENT_ID')) : []),
  ];
}
