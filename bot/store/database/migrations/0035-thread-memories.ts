import { sql, type Kysely } from 'kysely';

/** Adds what was spoken of last in each thread, which is kept for minutes. */
export async function createThreadMemories(db: Kysely<never>): Promise<void> {
  await sql`
    create table thread_memories (
      tenant_id text not null,
      thread_id text not null,
      servers jsonb not null,
      options jsonb not null,
      at timestamptz not null,
      primary key (tenant_id, thread_id)
    )`.execute(db);
  await sql`create index thread_memories_at on thread_memories (at)`.execute(db);
}
