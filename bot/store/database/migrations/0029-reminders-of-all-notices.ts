import { sql, type Kysely } from 'kysely';

/** Until here there was one notice: whoever asked for reminders gets those of every notice from now on. */
export async function remindOfAllNotices(db: Kysely<never>): Promise<void> {
  await sql`update subscriptions set notice_id = '*', next_due_at = case when state = 'active' then coalesce(next_due_at, since) end`.execute(
    db,
  );
}
