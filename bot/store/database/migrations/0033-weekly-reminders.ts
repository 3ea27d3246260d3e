import { sql, type Kysely } from 'kysely';

/** Lets a conversation choose the working day of its weekly reminders. */
export async function addWeekdays(db: Kysely<never>): Promise<void> {
  await sql`alter table subscriptions add column weekday text not null default 'monday'`.execute(db);
  await sql`
    update audit_trail
    set before = before || '{"weekday":"monday"}'::jsonb, after = after || '{"weekday":"monday"}'::jsonb
    where act in ('start-reminders', 'change-reminders', 'snooze-reminders', 'stop-reminders')`.execute(db);
}
