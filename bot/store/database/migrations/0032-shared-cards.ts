import { sql, type Kysely } from 'kysely';

/**
 * Lets reminders that are due together share one card: one post carries the others, and what becomes of it becomes of
 * them. A trigger does that, so that no statement that changes a post can forget it.
 */
export async function shareCards(db: Kysely<never>): Promise<void> {
  await sql`alter table posts add column carried_by uuid references posts (id) on delete cascade`.execute(db);
  await sql`create index posts_carried on posts (carried_by) where carried_by is not null`.execute(db);
  await sql`
    create function settle_carried() returns trigger language plpgsql as $$
    begin
      update posts set state = new.state, reason = new.reason, is_repeat = new.is_repeat, sent_at = new.sent_at,
        changed_at = new.changed_at
      where carried_by = new.id and state <> 'skipped';
      return null;
    end $$`.execute(db);
  await sql`
    create trigger settle_carried after update on posts for each row
      when (new.carried_by is null and (old.state, old.is_repeat) is distinct from (new.state, new.is_repeat))
      execute function settle_carried()`.execute(db);
}
