import { sql, type Kysely } from 'kysely';

/** Adds the notice that a question for a person is about. Null for those that were asked before. */
export async function addHandoffNotices(db: Kysely<never>): Promise<void> {
  await sql`alter table handoffs add column notice_id text`.execute(db);
}
