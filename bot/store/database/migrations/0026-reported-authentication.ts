import { sql, type Kysely } from 'kysely';

/** Adds how a server signs in. Null where a report doesn't say, which no earlier one does. */
export async function addReportedAuthentication(db: Kysely<never>): Promise<void> {
  await sql`
    alter table server_reports
      add column authentication text check (authentication in ('account', 'application'))`.execute(db);
}
