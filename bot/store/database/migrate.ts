import { sql, type Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { CutoverError } from '../../platform/errors.ts';
import { migrations, renamedMigrations } from './migrations.ts';
import type { Schema } from './schema.ts';

/**
 * Brings the tables of a store up to date. Instances that start at the same time wait for the first one: Kysely
 * locks its table. `where` names the store in errors.
 * @throws CutoverError `store-newer` when the store has a migration that this version does not know.
 */
export async function migrate(db: Kysely<Schema>, where: string): Promise<void> {
  const applied = await readApplied(db);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) throw newerStore(where, unknown);
  if (applied.length === Object.keys(migrations).length) return; // saves three reads of the whole catalogue
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new Error('A migration failed.', { cause: error });
}

/** Today's names of the migrations that the store has had. */
async function readApplied(db: Kysely<Schema>): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string | null }>`
    select to_regclass(${DEFAULT_MIGRATION_TABLE})::text as name`.execute(db);
  if (!tables[0]?.name) return [];
  const names = await readNames(db);
  if (!names.some((name) => name in renamedMigrations)) return names;
  await sql`
    update ${sql.table(DEFAULT_MIGRATION_TABLE)} applied set name = renamed.value
    from jsonb_each_text(${JSON.stringify(renamedMigrations)}::jsonb) renamed
    where applied.name = renamed.key`.execute(db);
  return readNames(db);
}

async function readNames(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows.map(({ name }) => name);
}

export function newerStore(where: string, unknown: readonly string[]): CutoverError {
  return new CutoverError(
    'store-newer',
    `The store at ${where} was written by a newer Cutover (it has ${unknown.join(', ')}): start that version, or give this one a store of its own.`,
  );
}
