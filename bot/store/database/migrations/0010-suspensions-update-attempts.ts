import { sql, type Kysely } from 'kysely';

/** Adds teams, suspension reasons, attempts to update a card, and pauses that Teams asked for. */
export async function addSuspensionsAndUpdateAttempts(db: Kysely<never>): Promise<void> {
  await sql`alter table conversations add column team_id text`.execute(db);
  await sql`create index conversations_of_team on conversations (tenant_id, team_id)`.execute(db);
  await sql`alter table subscriptions add column suspended_because text`.execute(db);
  await sql`
    alter table posts
      add column update_attempts integer not null default 0`.execute(db);
  await sql`
    create index posts_shown on posts (kind, subject_id, due_at)
      where state = 'sent' and not is_superseded`.execute(db);
  await sql`alter table request_slots add column held_until double precision not null default 0`.execute(db);
}
