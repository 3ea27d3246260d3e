import { sql, type Kysely } from 'kysely';

export async function createAcknowledgements(db: Kysely<never>): Promise<void> {
  await sql`
    create table acknowledgements (
      subject_id text not null,
      occasion text not null,
      person_id text not null,
      name text not null,
      at timestamptz not null,
      primary key (subject_id, occasion, person_id)
    )`.execute(db);
  await sql`alter table posts add column is_superseded boolean not null default false`.execute(db);
}
