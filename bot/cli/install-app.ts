import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readValues } from '../app-package/environment.ts';
import { environmentWith, readConfig } from '../app/config.ts';
import { CutoverError, reportFailure } from '../platform/errors.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import { createCredential } from '../sources/graph/credential.ts';
import { installEverywhere, type Outcome } from '../app-package/install-everywhere.ts';
import { createInstallations } from '../app-package/installations.ts';
import { parseTargets } from '../app-package/parse-targets.ts';
import { packageFolder } from '../platform/paths.ts';

const USAGE = `usage: npm run --silent install-app -- [--teams ID,ID] [--people UPN,UPN] [--file LIST] [--env NAME] [--catalogue-id ID] [--apply]
       without --apply nothing is installed: it tells what would be`;

const WORDS = {
  installed: 'installed',
  'would-install': 'would install',
  already: 'already there',
  failed: 'failed',
} as const;

await main().catch(reportFailure);

/** Installs Cutover for named teams and people through Microsoft Graph. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      teams: { type: 'string', default: '' },
      people: { type: 'string', default: '' },
      file: { type: 'string' },
      env: { type: 'string', default: 'dev' },
      'catalogue-id': { type: 'string' },
      apply: { type: 'boolean', default: false },
    },
  });
  const file = values.file === undefined ? null : { name: values.file, text: readList(values.file) };
  const targets = parseTargets({ teams: values.teams, people: values.people, file });
  if (targets.length === 0) throw new CutoverError('usage', USAGE);
  const { graph } = readConfig();
  if (!graph) {
    throw new CutoverError(
      'no-graph',
      'GRAPH_CREDENTIAL is missing: set it, and GRAPH_CLIENT_ID to the app registration of the manifest, for an app may install only itself.',
    );
  }
  const endpoint = CLOUDS[graph.cloud].graph;
  const installations = createInstallations({ endpoint, credential: await createCredential(graph), pause });
  const catalogueId =
    values['catalogue-id'] ?? (await installations.findInCatalogue(readTeamsAppId(values.env)));
  const outcomes = await installEverywhere({
    targets,
    installations,
    catalogueId,
    isApplied: values.apply,
    onOutcome: (outcome) => process.stdout.write(`${write(outcome)}\n`),
  });
  process.stdout.write(`${summarise(outcomes)}\n`);
  if (outcomes.some(({ became }) => became === 'failed')) process.exitCode = 1;
}

function readList(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CutoverError('no-list', `--file "${path}" cannot be read.`, { cause });
  }
}

function readTeamsAppId(name: string): string {
  const { file, of } = readValues({
    folder: join(packageFolder, 'env'),
    name,
    environment: environmentWith({}),
  });
  const id = of['TEAMS_APP_ID'];
  if (id && /^[\da-f-]{36}$/i.test(id)) return id;
  throw new CutoverError(
    'missing-values',
    `TEAMS_APP_ID is missing: set it in ${file} or in the environment.`,
  );
}

function write({ target, became, reason }: Outcome): string {
  const line = `${WORDS[became].padEnd(14)} ${target.kind.padEnd(6)} ${target.id}`;
  return reason ? `${line}  ${reason}` : line;
}

function summarise(outcomes: readonly Outcome[]): string {
  const counts = Object.entries(WORDS).flatMap(([became, words]) => {
    const count = outcomes.filter((outcome) => outcome.became === became).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const next = outcomes.some(({ became }) => became === 'would-install')
    ? ' Nothing was changed: add --apply to install.'
    : outcomes.some(({ became }) => became === 'failed')
      ? ' Mend what is told, then run the same again: what is there is left alone.'
      : '';
  return `${counts.join(', ')}.${next}`;
}
