import { sql, type Kysely } from 'kysely';

/** Adds what the last message of a thread has done, which a correction or an edit of it takes back. */
export async function addLastTurns(db: Kysely<never>): Promise<void> {
  await sql`alter table thread_memories add column last jsonb`.execute(db);
}
