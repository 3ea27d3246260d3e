import { sql, type Kysely } from 'kysely';

/** Renames the columns of reminder offsets, which are numbers of days before the cut-off. */
export async function renameOffsets(db: Kysely<never>): Promise<void> {
  await sql`alter table posts rename column rung to offset_days`.execute(db);
  await sql`alter table subscriptions rename column rungs to offsets`.execute(db);
}
