import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getConstructionPlans } from 'pg-boss';
import { packageFolder } from '../../platform/paths.ts';
import { migrations } from './migrations.ts';

/** In every data folder of PostgreSQL. PGlite takes a folder without it for one without a store. */
const VERSION_FILE = 'PG_VERSION';

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

/** Whether a data folder has no store yet, or only a part of a copy. */
export function isWithoutStore(folder: string): boolean {
  return !existsSync(join(folder, VERSION_FILE));
}

/**
 * Copies the template that the build made, an embedded store with every table, the job queue and no rows, into a
 * data folder without a store. Returns false when there is no template that fits. If the process is killed
 * meanwhile, the folder still counts as being without a store.
 */
export function copyTemplate(folder: string, templates = templatesFolder): boolean {
  const template = join(templates, templateName());
  if (isWithoutStore(template)) return false;
  copyFolder(template, folder, VERSION_FILE);
  const unfinished = join(folder, `${VERSION_FILE}.new`);
  copyFileSync(join(template, VERSION_FILE), unfinished);
  renameSync(unfinished, join(folder, VERSION_FILE));
  return true;
}

/** A thousand small files: one after the other takes a third of the processor time of `fs.promises.cp`. */
function copyFolder(from: string, to: string, except?: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === except) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else copyFileSync(source, target);
  }
}

function pgliteVersion(): string {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const text = readFileSync(join(dirname(main), '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
