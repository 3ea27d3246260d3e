import { sql, type Kysely } from 'kysely';

export async function createFirstTables(db: Kysely<never>): Promise<void> {
  await sql`
    create table conversations (
      tenant_id text not null,
      id text not null,
      kind text not null check (kind in ('personal', 'groupChat', 'channel')),
      service_url text not null,
      bot_id text not null,
      welcomed_at timestamptz,
      seen_at timestamptz not null,
      primary key (tenant_id, id)
    )`.execute(db);
  await sql`
    create table subscriptions (
      id uuid primary key,
      tenant_id text not null,
      conversation_id text not null,
      notice_id text not null,
      state text not null check (state in ('active', 'suspended', 'stopped')),
      local_time text not null,
      zone text not null,
      rungs integer[] not null,
      since timestamptz not null,
      next_due_at timestamptz,
      unique (tenant_id, conversation_id, notice_id),
      foreign key (tenant_id, conversation_id) references conversations (tenant_id, id)
    )`.execute(db);
  await sql`create index subscriptions_due on subscriptions (next_due_at) where state = 'active'`.execute(db);
  await sql`
    create table posts (
      id uuid primary key,
      notice_id text not null,
      cut_off text not null,
      rung integer not null,
      subscription_id uuid not null references subscriptions (id),
      tenant_id text not null,
      state text not null check (state in ('planned', 'sending', 'sent', 'unknown', 'failed', 'skipped')),
      reason text,
      due_at timestamptz not null,
      changed_at timestamptz not null,
      attempts integer not null default 0,
      activity_id text,
      unique (notice_id, cut_off, rung, subscription_id)
    )`.execute(db);
}
