import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getConstructionPlans } from 'pg-boss';
import { packageFolder } from '../../platform/paths.ts';
import { isWithoutStore } from './copy-store.ts';
import { migrations } from './migrations.ts';

/** Where the build keeps templates. */
export const templatesFolder = join(packageFolder, 'dist', 'store-templates');

/**
 * The name of the template folder that fits this program. It stands for the names of the migrations, the version
 * of PGlite, and pg-boss's schema.
 */
export function templateName(): string {
  const parts = [Object.keys(migrations), pgliteVersion(), getConstructionPlans()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/**
 * The folder of the template that the build made, an embedded store with every table, the job queue and no rows.
 * Null when there is none that fits.
 */
export function findTemplate(templates = templatesFolder): string | null {
  const template = join(templates, templateName());
  return isWithoutStore(template) ? null : template;
}

function pgliteVersion(): string {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const text = readFileSync(join(dirname(main), '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
