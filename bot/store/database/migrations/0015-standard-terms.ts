import { sql, type Kysely } from 'kysely';

/** Old -> new reason codes of posts. */
const REASONS = {
  'the cut-off moved': 'cut-off-changed',
  'not done any more': 'no-longer-complete',
  over: 'resolved',
  'the process ended while sending': 'process-ended',
  'not at this hour': 'not-due',
};

/** Renames columns and the functions of change notifications to standard terms, and makes reasons codes. */
export async function renameToStandardTerms(db: Kysely<never>): Promise<void> {
  await sql`alter table alerts rename column trouble to finding`.execute(db);
  await sql`alter table alerts rename column unnoticed_since to unacknowledged_since`.execute(db);
  await sql`alter table sync_status rename column blind_since to unavailable_since`.execute(db);
  await sql`alter table sync_status rename column looked_at to checked_at`.execute(db);
  await sql`alter function tell_change() rename to notify_change`.execute(db);
  for (const table of ['server_reports', 'alerts', 'subscriptions']) {
    await sql`alter trigger tell_change on ${sql.table(table)} rename to notify_change`.execute(db);
  }
  await sql`
    update posts set reason = codes.value
    from jsonb_each_text(${JSON.stringify(REASONS)}::jsonb) codes
    where posts.reason = codes.key`.execute(db);
}
