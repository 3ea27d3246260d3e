import { sql, type Kysely } from 'kysely';

/** Adds the monthly digest, which a conversation can turn off. Subscriptions with nothing left to come are planned for it. */
export async function addDigests(db: Kysely<never>): Promise<void> {
  await sql`alter table subscriptions add column digest text not null default 'on'`.execute(db);
  await sql`
    update subscriptions set next_due_at = coalesce(next_due_at, since) where state <> 'stopped'`.execute(db);
  await sql`
    update audit_trail
    set before = before || '{"digest":"on"}'::jsonb, after = after || '{"digest":"on"}'::jsonb
    where act in ('start-reminders', 'change-reminders', 'snooze-reminders', 'stop-reminders')`.execute(db);
}
