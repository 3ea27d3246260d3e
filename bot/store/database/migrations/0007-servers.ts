import { sql, type Kysely } from 'kysely';

export async function createServers(db: Kysely<never>): Promise<void> {
  await sql`
    create table servers (
      id uuid primary key,
      tenant_id text not null,
      name text not null,
      name_key text not null,
      unique (tenant_id, name_key)
    )`.execute(db);
  await sql`
    create table server_reports (
      number bigint generated always as identity primary key,
      server_id uuid not null references servers (id),
      tenant_id text not null,
      reporter text not null,
      observed_at timestamptz not null,
      version text,
      role text check (role in ('active', 'staging')),
      state text check (state in ('in-use', 'migrated', 'decommissioned'))
    )`.execute(db);
  await sql`create index server_reports_newest on server_reports (server_id, observed_at)`.execute(db);
  await sql`create index server_reports_tenant on server_reports (tenant_id)`.execute(db);
}
