import { sql, type Kysely } from 'kysely';

/** Adds whom critical alerts mention in the conversation of an identity team: nobody so far. */
export async function addMentions(db: Kysely<never>): Promise<void> {
  await sql`alter table identity_teams add column mentions jsonb not null default '[]'`.execute(db);
}
