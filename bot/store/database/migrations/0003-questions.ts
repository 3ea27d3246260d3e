import { sql, type Kysely } from 'kysely';

export async function createQuestions(db: Kysely<never>): Promise<void> {
  await sql`
    create table questions (
      id uuid primary key,
      tenant_id text not null,
      thread_id text not null,
      activity_id text not null,
      text text,
      intent text not null,
      confidence real not null,
      decision text not null check (decision in ('answer', 'ask', 'unknown')),
      chosen text,
      helped boolean,
      asked_at timestamptz not null,
      unique (tenant_id, thread_id, activity_id)
    )`.execute(db);
  await sql`create index questions_asked on questions (tenant_id, thread_id, asked_at)`.execute(db);
}
