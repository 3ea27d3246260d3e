import { sql, type Kysely } from 'kysely';

/**
 * Lets a server be taken off the list, and be renamed. `changes` counts both, so that whoever caches servers notices
 * them: a name or a place in the list changes without a new report.
 */
export async function changeServerList(db: Kysely<never>): Promise<void> {
  await sql`
    alter table servers
      add column forgotten_at timestamptz,
      add column forgotten_by text,
      add column changes integer not null default 0`.execute(db);
  await sql`
    create index servers_changed on servers (tenant_id) include (changes) where changes > 0`.execute(db);
  await sql`
    create trigger notify_change after update of forgotten_at, name on servers
      for each row execute function notify_change()`.execute(db);
}
