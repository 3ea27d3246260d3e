import { sql, type Kysely } from 'kysely';

/** Adds the names of teams and conversations, as Teams has told them. */
export async function createPlaceNames(db: Kysely<never>): Promise<void> {
  await sql`
    create table place_names (
      tenant_id text not null,
      kind text not null check (kind in ('team', 'conversation')),
      id text not null,
      name text not null,
      told_at timestamptz not null,
      primary key (tenant_id, kind, id)
    )`.execute(db);
  await sql`
    create trigger notify_change after insert or update or delete on place_names
      for each row execute function notify_change()`.execute(db);
}
