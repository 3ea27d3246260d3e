import { sql, type Kysely } from 'kysely';

/** Adds when the app was last added to a place or removed from it, so that an event that comes late changes nothing. */
export async function createInstallations(db: Kysely<never>): Promise<void> {
  await sql`
    create table installations (
      tenant_id text not null,
      place_id text not null,
      changed_at timestamptz not null,
      primary key (tenant_id, place_id)
    )`.execute(db);
}
