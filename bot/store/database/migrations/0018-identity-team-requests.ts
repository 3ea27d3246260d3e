import { sql, type Kysely } from 'kysely';

/** Adds requests to become an identity team, and who has added the app to a team or group chat. */
export async function createIdentityTeamRequests(db: Kysely<never>): Promise<void> {
  await sql`
    create table identity_team_requests (
      id text primary key,
      tenant_id text not null,
      conversation_id text not null,
      place text not null check (place in ('personal', 'groupChat', 'channel')),
      asker_id text not null,
      asker_name text not null,
      preferences jsonb not null,
      state text not null check (state in ('waiting', 'approved', 'declined', 'expired')),
      asked_at timestamptz not null,
      decided_by text,
      decided_at timestamptz
    )`.execute(db);
  await sql`
    create unique index identity_team_requests_waiting
      on identity_team_requests (tenant_id, conversation_id) where state = 'waiting'`.execute(db);
  await sql`
    create index identity_team_requests_of_asker
      on identity_team_requests (tenant_id, asker_id)`.execute(db);
  await sql`
    create table installers (
      tenant_id text not null,
      person_id text not null,
      installed_at timestamptz not null,
      primary key (tenant_id, person_id)
    )`.execute(db);
}
