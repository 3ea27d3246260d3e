import { sql, type Kysely } from 'kysely';

/** Notifies of every change that the dashboard shows, in the transaction that makes it, and adds indexes for the dashboard. */
export async function notifyChanges(db: Kysely<never>): Promise<void> {
  await sql`
    create function tell_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('cutover_changes', coalesce(new.tenant_id, old.tenant_id));
      return null;
    end $$`.execute(db);
  for (const table of ['server_reports', 'alerts', 'subscriptions']) {
    await sql`
      create trigger tell_change after insert or update or delete on ${sql.table(table)}
        for each row execute function tell_change()`.execute(db);
  }
  await sql`create index alerts_of_tenant on alerts (tenant_id, state, raised_at desc)`.execute(db);
  await sql`drop index server_reports_tenant`.execute(db);
  await sql`create index server_reports_tenant on server_reports (tenant_id, number)`.execute(db);
}
