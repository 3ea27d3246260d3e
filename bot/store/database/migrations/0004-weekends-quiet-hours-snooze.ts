import { sql, type Kysely } from 'kysely';

/** Plans every active subscription anew: reminders may continue after the last offset. */
export async function extendSchedules(db: Kysely<never>): Promise<void> {
  await sql`
    alter table subscriptions
      add column weekend text not null default 'on' check (weekend in ('on', 'before', 'after')),
      add column quiet_from text,
      add column quiet_until text,
      add column snoozed_until timestamptz`.execute(db);
  await sql`update subscriptions set next_due_at = since where state = 'active'`.execute(db);
}
