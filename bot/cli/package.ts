import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildPackage } from '../app-package/build-package.ts';
import { readValues } from '../app-package/environment.ts';
import { packageFolder } from '../platform/paths.ts';
import { defineCommand, runIfStarted } from './command.ts';

/** Writes the Teams app package of an environment. */
export const main = defineCommand(
  {
    call: 'npm run package --',
    about: 'Writes the Teams app package of an environment into dist/, and checks it.',
    options: {
      env: { type: 'string', value: 'NAME', default: 'dev', text: 'take the values of env/.env.NAME' },
    },
    examples: ['--env dev'],
  },
  async ({ values }, { stdout, environment }) => {
    const folder = join(packageFolder, 'env');
    const filled = readValues({ folder, name: values.env, environment });
    const zip = buildPackage(join(packageFolder, 'appPackage'), filled);
    const path = join(packageFolder, 'dist', `appPackage.${values.env}.zip`);
    await mkdir(join(packageFolder, 'dist'), { recursive: true });
    await writeFile(path, zip);
    stdout.write(
      `${relative(packageFolder, path)} was written (${zip.length} bytes): upload it in the Teams admin center, or in Teams under Apps, Manage your apps.\n`,
    );
    return 0;
  },
);

await runIfStarted(import.meta.url, main);
