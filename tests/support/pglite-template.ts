import { join } from 'node:path';
import { migrateStore } from './migrate-store.ts';

/** Makes a migrated embedded store inside `parent`: making one takes seconds, copying it does not. */
export async function createPgliteTemplate(parent: string): Promise<string> {
  const dataDir = join(parent, 'migrated-pglite');
  await migrateStore({ databaseUrl: null, dataDir });
  return dataDir;
}
