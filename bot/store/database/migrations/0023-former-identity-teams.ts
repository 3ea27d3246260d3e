import { sql, type Kysely } from 'kysely';

/** Adds the conversations that were identity teams, as far as the audit trail knows them. */
export async function createFormerIdentityTeams(db: Kysely<never>): Promise<void> {
  await sql`
    create table former_identity_teams (
      tenant_id text not null,
      conversation_id text not null,
      left_at timestamptz not null,
      primary key (tenant_id, conversation_id)
    )`.execute(db);
  await sql`
    insert into former_identity_teams (tenant_id, conversation_id, left_at)
    select tenant_id, subject, max(at) from audit_trail
    where act = 'leave-identity-team' group by tenant_id, subject`.execute(db);
}
