import { sql, type Kysely } from 'kysely';

/** Adds the record of the activities that Teams has sent lately, by which every instance knows a repeat. */
export async function createReceivedActivities(db: Kysely<never>): Promise<void> {
  await sql`
    create table received_activities (
      tenant_id text not null,
      conversation_id text not null,
      activity_id text not null,
      received_at timestamptz not null,
      holder uuid not null,
      lease_until timestamptz,
      has_changed boolean not null default false,
      done_at timestamptz,
      answer jsonb,
      primary key (tenant_id, conversation_id, activity_id)
    )`.execute(db);
  await sql`create index received_activities_at on received_activities (received_at)`.execute(db);
}
