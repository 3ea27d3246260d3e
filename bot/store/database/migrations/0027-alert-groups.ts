import { sql, type Kysely } from 'kysely';

/** Lets alerts that arise together share one card. */
export async function addAlertGroups(db: Kysely<never>): Promise<void> {
  await sql`alter table alerts add column group_id uuid`.execute(db);
  await sql`create index alerts_group on alerts (group_id) where group_id is not null`.execute(db);
  await sql`create index alerts_raised on alerts (tenant_id, raised_at)`.execute(db);
}
