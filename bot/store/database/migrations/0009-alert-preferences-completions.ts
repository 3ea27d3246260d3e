import { sql, type Kysely } from 'kysely';

/** Adds what identity teams want to be alerted to and when, completed tenants, and each notice's last known cut-off. */
export async function addAlertPreferencesAndCompletions(db: Kysely<never>): Promise<void> {
  await sql`
    alter table identity_teams
      add column severity text not null default 'warning' check (severity in ('warning', 'critical')),
      add column quiet_from text,
      add column quiet_until text,
      add column zone text not null default 'UTC'`.execute(db);
  await sql`
    alter table alerts
      add column unnoticed_since timestamptz,
      add column outcome text,
      add column round integer not null default 0`.execute(db);
  await sql`update alerts set unnoticed_since = raised_at`.execute(db);
  await sql`alter table alerts alter column unnoticed_since set not null`.execute(db);
  await sql`alter table posts add column sent_at timestamptz`.execute(db);
  await sql`update posts set sent_at = changed_at where state = 'sent'`.execute(db);
  await sql`
    create table completions (
      id uuid primary key,
      tenant_id text not null,
      notice_id text not null,
      completed_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`
    create unique index completions_standing on completions (tenant_id, notice_id)
      where ended_at is null`.execute(db);
  await sql`
    create table known_cut_offs (
      notice_id text primary key,
      cut_off text not null
    )`.execute(db);
}
