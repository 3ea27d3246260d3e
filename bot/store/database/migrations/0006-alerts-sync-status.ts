import { sql, type Kysely } from 'kysely';

export async function createAlertsAndSyncStatus(db: Kysely<never>): Promise<void> {
  await sql`
    create table alerts (
      id uuid primary key,
      tenant_id text not null,
      key text not null,
      state text not null check (state in ('firing', 'resolved')),
      trouble jsonb not null,
      level integer not null,
      raised_at timestamptz not null,
      resolved_at timestamptz,
      acknowledged_by text,
      acknowledged_at timestamptz,
      changes timestamptz[] not null,
      is_flapping boolean not null default false
    )`.execute(db);
  await sql`create unique index alerts_firing on alerts (tenant_id, key) where state = 'firing'`.execute(db);
  await sql`create index alerts_newest on alerts (tenant_id, key, raised_at)`.execute(db);
  await sql`
    create table sync_status (
      tenant_id text primary key,
      is_enabled boolean,
      last_sync_at timestamptz,
      last_password_sync_at timestamptz,
      blind_since timestamptz,
      looked_at timestamptz not null
    )`.execute(db);
}
