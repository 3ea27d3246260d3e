import { sql, type Kysely } from 'kysely';

/** One row that is written now and then, to see whether the store accepts writes. */
export async function createWriteProbe(db: Kysely<never>): Promise<void> {
  await sql`
    create table write_probe (
      id integer primary key check (id = 1),
      written_at timestamptz not null
    )`.execute(db);
}
