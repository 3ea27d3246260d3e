import { sql, type Kysely } from 'kysely';

/**
 * Keeps who reports a server apart: a person or a source. Of older reports nobody knows; they count as people's
 * until a source reports the server again.
 */
export async function addReportOrigins(db: Kysely<never>): Promise<void> {
  await sql`
    alter table server_reports
      add column origin text not null default 'person' check (origin in ('source', 'person')),
      add column confirmed_by text`.execute(db);
}
