import { sql, type Kysely } from 'kysely';

/** Lets a change be taken back: which entry of the audit trail takes back which, and when a report was withdrawn. */
export async function addUndo(db: Kysely<never>): Promise<void> {
  await sql`alter table audit_trail add column undoes bigint`.execute(db);
  await sql`
    create unique index audit_trail_undoes on audit_trail (undoes) where undoes is not null`.execute(db);
  await sql`alter table server_reports add column withdrawn_at timestamptz`.execute(db);
  await sql`drop index server_reports_tenant`.execute(db);
  await sql`
    create index server_reports_tenant on server_reports (tenant_id, number) include (withdrawn_at)`.execute(
    db,
  );
}
