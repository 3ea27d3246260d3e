import { sql, type Kysely } from 'kysely';

/**
 * Keeps what notices state and answer, to see what their documents say no more: a notice may state no cut-off or be away,
 * and an answer may be gone.
 */
export async function keepKnownNotices(db: Kysely<never>): Promise<void> {
  await sql`
    alter table known_cut_offs
      alter column cut_off drop not null,
      add column is_away boolean not null default false`.execute(db);
  await sql`
    create table known_answers (
      notice_id text not null,
      intent text not null,
      title text not null,
      gone_at timestamptz,
      primary key (notice_id, intent)
    )`.execute(db);
}
