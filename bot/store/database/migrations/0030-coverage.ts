import { sql, type Kysely } from 'kysely';

const EVERY_NOTICE = '{"except":[]}';

/** Lets a conversation choose the notices that its reminders are about. */
export async function addCoverage(db: Kysely<never>): Promise<void> {
  await sql`alter table subscriptions add column coverage jsonb not null default ${sql.lit(EVERY_NOTICE)}`.execute(
    db,
  );
  const field = `{"coverage":${EVERY_NOTICE}}`;
  await sql`
    update audit_trail
    set before = before || ${sql.lit(field)}::jsonb, after = after || ${sql.lit(field)}::jsonb
    where act in ('start-reminders', 'change-reminders', 'snooze-reminders', 'stop-reminders')`.execute(db);
}
