import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readValues } from '../app-package/environment.ts';
import { readConfig } from '../app/config.ts';
import { CutoverError } from '../platform/errors.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import { createCredential } from '../sources/graph/credential.ts';
import { installEverywhere, type InstallOutcome } from '../app-package/install-everywhere.ts';
import { createInstallations } from '../app-package/installations.ts';
import { parseTargets } from '../app-package/parse-targets.ts';
import { packageFolder } from '../platform/paths.ts';
import { defineCommand, runIfStarted, type CommandIo } from './command.ts';

const WORDS = {
  installed: 'installed',
  'would-install': 'would install',
  already: 'already there',
  failed: 'failed',
} as const;

/** Installs Cutover for named teams and people through Microsoft Graph. */
export const main = defineCommand(
  {
    call: 'npm run --silent install-app --',
    about:
      'Installs Cutover for teams and people. Without --apply it prints for whom it would, and changes nothing.',
    options: {
      teams: { type: 'string', value: 'ID,ID', default: '', text: 'teams' },
      people: {
        type: 'string',
        value: 'UPN,UPN',
        default: '',
        text: 'people, by user principal name or object ID',
      },
      file: {
        type: 'string',
        value: 'LIST',
        text: 'a file with one team ID, user principal name or "person ID" per line',
      },
      env: { type: 'string', value: 'NAME', default: 'dev', text: 'take TEAMS_APP_ID from env/.env.NAME' },
      'catalogue-id': {
        type: 'string',
        value: 'ID',
        text: "the app's ID in your organisation's catalogue, if it may not be looked up",
      },
      apply: { type: 'boolean', text: 'install; without it, print what would be done' },
    },
    examples: [
      '--teams 00000000-0000-0000-0000-000000000000 --people ada@example.com',
      '--file wave1.txt --apply',
    ],
  },
  async ({ values }, { stdout, environment }) => {
    const file = values.file === undefined ? null : { name: values.file, text: readList(values.file) };
    const targets = parseTargets({ teams: values.teams, people: values.people, file });
    if (targets.length === 0)
      throw new CutoverError('usage', 'Say for whom: with --teams, --people or --file.');
    const { graph } = readConfig(environment);
    if (!graph) {
      throw new CutoverError(
        'no-graph',
        'GRAPH_CREDENTIAL is missing: set it, and GRAPH_CLIENT_ID to the app registration of the manifest, for an app may install only itself.',
      );
    }
    const endpoint = CLOUDS[graph.cloud].graph;
    const installations = createInstallations({ endpoint, credential: await createCredential(graph), pause });
    const catalogueId =
      values['catalogue-id'] ??
      (await installations.findInCatalogue(readTeamsAppId(values.env, environment)));
    const outcomes = await installEverywhere({
      targets,
      installations,
      catalogueId,
      isApplied: values.apply,
      onOutcome: (outcome) => stdout.write(`${write(outcome)}\n`),
    });
    stdout.write(`${summarise(outcomes)}\n`);
    return outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
  },
);

function readList(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CutoverError('no-list', `--file "${path}" cannot be read.`, { cause });
  }
}

function readTeamsAppId(name: string, environment: CommandIo['environment']): string {
  const { file, of } = readValues({
    folder: join(packageFolder, 'env'),
    name,
    environment,
  });
  const id = of['TEAMS_APP_ID'];
  if (id && /^[\da-f-]{36}$/i.test(id)) return id;
  throw new CutoverError(
    'missing-values',
    `TEAMS_APP_ID is missing: set it in ${file} or in the environment.`,
  );
}

function write({ target, result, reason }: InstallOutcome): string {
  const line = `${WORDS[result].padEnd(14)} ${target.kind.padEnd(6)} ${target.id}`;
  return reason ? `${line}  ${reason}` : line;
}

function summarise(outcomes: readonly InstallOutcome[]): string {
  const counts = Object.entries(WORDS).flatMap(([result, words]) => {
    const count = outcomes.filter((outcome) => outcome.result === result).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const next = outcomes.some(({ result }) => result === 'would-install')
    ? ' Nothing was changed: add --apply to install.'
    : outcomes.some(({ result }) => result === 'failed')
      ? ' Fix what failed, then run the same command again: what is installed is left alone.'
      : '';
  return `${counts.join(', ')}.${next}`;
}

await runIfStarted(import.meta.url, main);
