import { sql, type Kysely } from 'kysely';

/** Adds the passage that answered a question or is nearest, and what the reader wrote about the answer. */
export async function addQuestionSources(db: Kysely<never>): Promise<void> {
  await sql`
    alter table questions
      add column article text,
      add column heading text,
      add column remark text`.execute(db);
}
