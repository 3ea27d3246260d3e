import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DatabasePlace } from './databases.ts';

/** Connects without bringing the tables up to date, for a test that makes an older version's. */
export async function connectTo({ databaseUrl, dataDir }: DatabasePlace): Promise<Kysely<unknown>> {
  const dialect = databaseUrl
    ? new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) })
    : new PGliteDialect({ pglite: await PGlite.create(dataDir) });
  return new Kysely({ dialect });
}
