import { sql, type Kysely } from 'kysely';

/** Records when a subscription was last planned, so that a restart replans only what a clock that was ahead has planned. */
export async function addPlannedAt(db: Kysely<never>): Promise<void> {
  await sql`alter table subscriptions add column planned_at timestamptz, add column asked_at timestamptz`.execute(
    db,
  );
  await sql`update subscriptions set asked_at = since`.execute(db);
  await sql`alter table subscriptions alter column asked_at set not null`.execute(db);
}
