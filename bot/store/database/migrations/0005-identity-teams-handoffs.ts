import { sql, type Kysely } from 'kysely';

export async function createIdentityTeamsAndHandoffs(db: Kysely<never>): Promise<void> {
  await sql`alter table posts add column thread_id text`.execute(db);
  await sql`create index posts_cards on posts (tenant_id, conversation_id, activity_id)`.execute(db);
  await sql`
    create table identity_teams (
      tenant_id text not null,
      conversation_id text not null,
      level integer not null,
      since timestamptz not null,
      primary key (tenant_id, conversation_id),
      foreign key (tenant_id, conversation_id) references conversations (tenant_id, id)
    )`.execute(db);
  await sql`
    create table handoffs (
      id uuid primary key,
      tenant_id text not null,
      conversation_id text not null,
      thread_id text not null,
      card_id text,
      asker_id text not null,
      asker_name text not null,
      question text not null,
      topic text,
      asked_at timestamptz not null,
      state text not null check (state in ('waiting', 'answered', 'closed')),
      settled_by text,
      settled_at timestamptz,
      answer text,
      unique (tenant_id, thread_id, card_id)
    )`.execute(db);
}
