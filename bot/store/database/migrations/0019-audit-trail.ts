import { sql, type Kysely } from 'kysely';

/** Adds the record of who changed what. `before` and `after` hold structured values only, never text of messages. */
export async function createAuditTrail(db: Kysely<never>): Promise<void> {
  await sql`
    create table audit_trail (
      number bigint generated always as identity primary key,
      tenant_id text not null,
      at timestamptz not null,
      author_id text,
      author_name text not null,
      conversation_id text,
      act text not null,
      subject text not null,
      before jsonb,
      after jsonb
    )`.execute(db);
  await sql`create index audit_trail_of_tenant on audit_trail (tenant_id, at desc, number desc)`.execute(db);
  await sql`create index audit_trail_at on audit_trail (at)`.execute(db);
}
