import { sql, type Kysely } from 'kysely';

/** Keeps the secret that a tenant's calendar address is signed with. */
export async function createCalendarSecrets(db: Kysely<never>): Promise<void> {
  await sql`
    create table calendar_secrets (
      tenant_id text primary key,
      secret text not null,
      created_at timestamptz not null
    )`.execute(db);
}
