import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readValues } from '../app-package/environment.ts';
import { grantRoles, type GrantOutcome } from '../app-package/grant-roles.ts';
import { planGrants } from '../app-package/grants.ts';
import { readConfig } from '../app/config.ts';
import { CutoverError } from '../platform/errors.ts';
import { packageFolder } from '../platform/paths.ts';
import { createAppRoles } from '../sources/graph/app-roles.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import { createCredential } from '../sources/graph/credential.ts';
import { createGraphClient } from '../sources/graph/graph-client.ts';
import { defineCommand, runIfStarted } from './command.ts';

/** Graph allows far more; a person waits for a handful of requests. */
const SPACING_MS = 100;

const LABELS = {
  granted: 'granted',
  'would-grant': 'would grant',
  already: 'already granted',
  failed: 'failed',
} as const;

/** Grants app roles: Cutover's own to programs that call its API, and Microsoft Graph's to Cutover. */
export const main = defineCommand(
  {
    call: 'npm run --silent grant --',
    about:
      'Grants app roles: those of Cutover to programs that call its API, and those of Microsoft Graph to Cutover. Choose\nwhat you need; each is optional. Without --apply nothing is changed. Sign in with `az login` first.',
    options: {
      'report-servers': {
        type: 'string',
        value: 'ID,ID',
        default: '',
        text: 'these may report sync servers (Servers.Report)',
      },
      'send-alerts': {
        type: 'string',
        value: 'ID,ID',
        default: '',
        text: 'these may send alerts (Alerts.Send)',
      },
      'read-campaign': {
        type: 'string',
        value: 'ID,ID',
        default: '',
        text: 'these may read servers and progress (Campaign.Read)',
      },
      'manage-campaign': {
        type: 'string',
        value: 'ID,ID',
        default: '',
        text: 'these may set the deadlines of the organisation (Campaign.Manage)',
      },
      'watch-sync': {
        type: 'boolean',
        text: 'the bot may read when synchronisation last ran (Graph: Organization.Read.All)',
      },
      'install-app': {
        type: 'boolean',
        text: '`npm run install-app` may install Cutover (Graph: TeamsAppInstallation.*, AppCatalog.Read.All)',
      },
      env: {
        type: 'string',
        value: 'NAME',
        default: 'dev',
        text: 'take the IDs of Cutover from env/.env.NAME',
      },
      apply: { type: 'boolean', text: 'grant; without it, print what would be granted' },
    },
    examples: ['--report-servers 00000000-0000-0000-0000-000000000000 --watch-sync', '--install-app --apply'],
  },
  async ({ values }, { stdout, environment }) => {
    const filled = readValues({ folder: join(packageFolder, 'env'), name: values.env, environment });
    const grants = planGrants(
      {
        reportServers: idsIn(values['report-servers']),
        sendAlerts: idsIn(values['send-alerts']),
        readCampaign: idsIn(values['read-campaign']),
        manageCampaign: idsIn(values['manage-campaign']),
        watchSync: values['watch-sync'],
        installApp: values['install-app'],
      },
      { values: filled.of, file: filled.file },
    );
    if (grants.length === 0) throw new CutoverError('usage', 'Say what to grant, such as --watch-sync.');
    const { graph, cloud } = readConfig(environment);
    const endpoint = CLOUDS[cloud].graph;
    const credential = await createCredential(graph ?? { credential: { kind: 'default' }, cloud });
    const outcomes = await grantRoles({
      grants,
      appRoles: createAppRoles(createGraphClient({ endpoint, credential, pause, spacingMs: SPACING_MS })),
      isApplied: values.apply,
      onOutcome: (outcome) => stdout.write(`${write(outcome)}\n`),
    });
    stdout.write(`${summarize(outcomes)}\n`);
    return outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
  },
);

function idsIn(list: string): string[] {
  return list.split(/[\s,]+/).filter(Boolean);
}

function write({
  grant: { role, resource, principal, purpose },
  principalName,
  result,
  reason,
}: GrantOutcome): string {
  const receiver = principalName === null ? principal : `${principalName} (${principal})`;
  return `${LABELS[result]}: ${role} of ${resource.name} to ${receiver}\n  ${reason ?? purpose}`;
}

function summarize(outcomes: readonly GrantOutcome[]): string {
  const counts = Object.entries(LABELS).flatMap(([result, label]) => {
    const count = outcomes.filter((outcome) => outcome.result === result).length;
    return count > 0 ? [`${count} ${label}`] : [];
  });
  const has = (result: GrantOutcome['result']) => outcomes.some((outcome) => outcome.result === result);
  const next = has('would-grant')
    ? ' Nothing was changed: add --apply to grant.'
    : has('failed')
      ? ' Fix what failed, then run the same command again: what is granted is left alone.'
      : '';
  return `${counts.join(', ')}.${next}`;
}

await runIfStarted(import.meta.url, main);
