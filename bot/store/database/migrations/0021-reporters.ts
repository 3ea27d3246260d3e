import { sql, type Kysely } from 'kysely';

/**
 * Tells reporters apart by their id, and people in a conversation that follows the campaign (`team`) from others. What
 * people had said before counted, and still does.
 */
export async function addReporters(db: Kysely<never>): Promise<void> {
  await sql`
    alter table server_reports
      add column reporter_id text,
      drop constraint server_reports_origin_check`.execute(db);
  await sql`update server_reports set origin = 'team' where origin = 'person'`.execute(db);
  await sql`
    alter table server_reports
      alter column origin drop default,
      add constraint server_reports_origin_check check (origin in ('person', 'team', 'source'))`.execute(db);
}
