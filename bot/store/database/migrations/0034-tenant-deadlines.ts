import { sql, type Kysely } from 'kysely';

/**
 * Adds the dates that tenants set for notices: every one that was ever set, the newest of a notice counts. Of a notice's
 * own cut-off it keeps the sentence that states it and since when it is known, and what it was before.
 */
export async function createTenantDeadlines(db: Kysely<never>): Promise<void> {
  await sql`
    create table tenant_deadlines (
      number bigint generated always as identity primary key,
      tenant_id text not null,
      notice_id text not null,
      date text,
      reason text,
      since timestamptz,
      author_id text,
      author_name text not null,
      at timestamptz not null
    )`.execute(db);
  await sql`create index tenant_deadlines_newest on tenant_deadlines (tenant_id, notice_id, number desc)`.execute(
    db,
  );
  await sql`
    create trigger notify_change after insert or update or delete on tenant_deadlines
      for each row execute function notify_change()`.execute(db);
  await sql`alter table known_cut_offs add column sentence text, add column since timestamptz`.execute(db);
}
