import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from '../app-package/build-package.ts';
import { readValues } from '../app-package/environment.ts';
import { environmentWith } from '../app/config.ts';
import { packageFolder } from '../platform/paths.ts';
import { reportFailure } from '../platform/errors.ts';

await main().catch(reportFailure);

/** Writes the Teams app package of an environment. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { env: { type: 'string', default: 'dev' } } });
  const folder = join(packageFolder, 'env');
  const filled = readValues({ folder, name: values.env, environment: environmentWith({}) });
  const zip = buildPackage(join(packageFolder, 'appPackage'), filled);
  const path = join(packageFolder, 'dist', `appPackage.${values.env}.zip`);
  await mkdir(join(packageFolder, 'dist'), { recursive: true });
  await writeFile(path, zip);
  process.stdout.write(
    `${relative(packageFolder, path)} is written (${zip.length} bytes): upload it in the Teams admin centre, or in Teams under Apps, Manage your apps.\n`,
  );
}
