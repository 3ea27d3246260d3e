import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createClock } from '../platform/clock.ts';
import { packageFolder } from '../platform/paths.ts';
import { isWithoutStore } from './database/copy-store.ts';
import { openDatabase } from './database/database.ts';
import { templateName, templatesFolder } from './database/template.ts';
import { createPostQueue } from './delivery/post-queue.ts';

/** Another build may still be working on what is newer. */
const ABANDONED_MS = 3_600_000;

/**
 * Makes the template of a new embedded store. Returns false when the template for exactly these migrations is
 * there already. It appears whole or not at all.
 */
export async function makeTemplate({
  templates = templatesFolder,
  create = createStore,
  digest = digestMigrations,
  onStart = () => {},
} = {}): Promise<boolean> {
  const name = templateName();
  const folder = join(templates, name);
  const digestFile = `${folder}.sha256`;
  const wanted = await digest();
  const isCurrent = async () =>
    (await readFile(digestFile, 'utf8').catch(() => null)) === wanted && !isWithoutStore(folder);
  if (await isCurrent()) return false;
  onStart();
  await mkdir(templates, { recursive: true });
  await removeAbandoned(templates, [name, `${name}.sha256`]);
  const unfinished = `${folder}.${randomUUID()}`;
  await create(unfinished);
  if (!(await isCurrent())) await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (isWithoutStore(folder)) throw error; // otherwise another build was faster
  });
  await writeFile(digestFile, wanted);
  return true;
}

async function createStore(folder: string): Promise<void> {
  const failures: unknown[] = [];
  const database = await openDatabase({ databaseUrl: null, dataDir: folder });
  const queue = createPostQueue(database.boss, database.db, (error) => failures.push(error));
  try {
    await queue.start();
    await queue.stop();
    await sql`checkpoint`.execute(database.db);
  } finally {
    await database.close();
  }
  if (failures.length > 0) throw new Error('The job queue reports an error.', { cause: failures[0] });
}

/** While a migration is being written, its text changes under the same name. */
async function digestMigrations(): Promise<string> {
  const folder = join(packageFolder, 'bot', 'store', 'database');
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((name) => name.includes('migration') && name.endsWith('.ts')).sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(join(folder, file)));
  return hash.digest('hex');
}

/** Templates of other versions, and what killed builds left behind. */
async function removeAbandoned(templates: string, kept: readonly string[]): Promise<void> {
  const now = createClock().now().getTime();
  for (const name of await readdir(templates)) {
    if (kept.includes(name)) continue;
    const path = join(templates, name);
    const found = await stat(path).catch(() => null); // another build may just have renamed or removed it
    if (found && now - found.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}
