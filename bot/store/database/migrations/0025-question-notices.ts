import { sql, type Kysely } from 'kysely';

/** Adds the notice from which a question was answered. Null for older questions, which are soon deleted. */
export async function addQuestionNotices(db: Kysely<never>): Promise<void> {
  await sql`alter table questions add column notice_id text`.execute(db);
}
