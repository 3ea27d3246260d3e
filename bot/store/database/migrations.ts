import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { widenAlerts } from './alerting-migration.ts';

/** In order of their names; one that has run anywhere is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-conversations-subscriptions-posts': { up: createFirstTables },
  '0002-posts-of-every-kind': { up: generalisePosts },
  '0003-questions': { up: createQuestions },
  '0003-schedules': { up: widenSchedules },
  '0004-identity-teams-handoffs': { up: createIdentityTeamsAndHandoffs },
  '0005-alerts-sync-status': { up: createAlertsAndSyncStatus },
  '0006-servers': { up: createServers },
  '0007-acknowledgements': { up: createAcknowledgements },
  '0008-alerting': { up: widenAlerts },
  '0009-delivery': { up: refineDelivery },
  '0011-changes': { up: tellChanges },
  '0012-planning': { up: keepWhatWasPlanned },
  '0013-offsets': { up: renameOffsets },
};

async function createFirstTables(db: Kysely<never>): Promise<void> {
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

/** Reminders become one kind of post; what says which one is due stays readable in columns of its own. */
async function generalisePosts(db: Kysely<never>): Promise<void> {
  await sql`
    alter table posts
      add column kind text not null default 'reminder',
      add column subject_id text,
      add column occasion text,
      add column conversation_id text,
      add column is_repeat boolean not null default false,
      add column lease_until timestamptz,
      add column revision integer not null default 0,
      add column shown_revision integer not null default 0`.execute(db);
  await sql`
    update posts set
      subject_id = posts.subscription_id::text,
      occasion = posts.notice_id || ' ' || posts.cut_off || ' ' || posts.rung,
      conversation_id = subscriptions.conversation_id
    from subscriptions where subscriptions.id = posts.subscription_id`.execute(db);
  await sql`
    alter table posts
      alter column kind drop default,
      alter column subject_id set not null,
      alter column occasion set not null,
      alter column conversation_id set not null,
      drop column notice_id,
      drop column cut_off,
      drop column rung,
      drop column subscription_id`.execute(db);
  await sql`
    alter table posts
      add column notice_id text generated always as
        (case when kind = 'reminder' then split_part(occasion, ' ', 1) end) stored,
      add column cut_off text generated always as
        (case when kind = 'reminder' then split_part(occasion, ' ', 2) end) stored,
      add column rung integer generated always as
        (case when kind = 'reminder' then split_part(occasion, ' ', 3)::integer end) stored,
      add unique (kind, subject_id, occasion),
      add foreign key (tenant_id, conversation_id) references conversations (tenant_id, id)`.execute(db);
  await sql`
    create index posts_open on posts (due_at)
      where state in ('planned', 'sending', 'unknown') or revision > shown_revision`.execute(db);
  await sql`create index posts_of_conversation on posts (tenant_id, conversation_id, due_at)`.execute(db);
  await sql`
    create table request_slots (
      key text primary key,
      taken double precision[] not null,
      newest double precision not null
    )`.execute(db);
}

async function createQuestions(db: Kysely<never>): Promise<void> {
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

async function createIdentityTeamsAndHandoffs(db: Kysely<never>): Promise<void> {
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

async function createAlertsAndSyncStatus(db: Kysely<never>): Promise<void> {
  await sql`
    create table alerts (
      id uuid primary key,
      tenant_id text not null,
      key text not null,
      state text not null check (state in ('firing', 'resolved')),
      trouble jsonb not null,
      level integer not null,
      raised_at timestamptz not null,
      resolved_at timestamptz,
      acknowledged_by text,
      acknowledged_at timestamptz,
      changes timestamptz[] not null,
      is_flapping boolean not null default false
    )`.execute(db);
  await sql`create unique index alerts_firing on alerts (tenant_id, key) where state = 'firing'`.execute(db);
  await sql`create index alerts_newest on alerts (tenant_id, key, raised_at)`.execute(db);
  await sql`
    create table sync_status (
      tenant_id text primary key,
      is_enabled boolean,
      last_sync_at timestamptz,
      last_password_sync_at timestamptz,
      blind_since timestamptz,
      looked_at timestamptz not null
    )`.execute(db);
}

async function createServers(db: Kysely<never>): Promise<void> {
  await sql`
    create table servers (
      id uuid primary key,
      tenant_id text not null,
      name text not null,
      name_key text not null,
      unique (tenant_id, name_key)
    )`.execute(db);
  await sql`
    create table server_reports (
      number bigint generated always as identity primary key,
      server_id uuid not null references servers (id),
      tenant_id text not null,
      reporter text not null,
      observed_at timestamptz not null,
      version text,
      role text check (role in ('active', 'staging')),
      state text check (state in ('in-use', 'migrated', 'decommissioned'))
    )`.execute(db);
  await sql`create index server_reports_newest on server_reports (server_id, observed_at)`.execute(db);
  await sql`create index server_reports_tenant on server_reports (tenant_id)`.execute(db);
}

/** Every subscription is looked at again, for reminders may go on after the last rung. */
async function widenSchedules(db: Kysely<never>): Promise<void> {
  await sql`
    alter table subscriptions
      add column weekend text not null default 'on' check (weekend in ('on', 'before', 'after')),
      add column quiet_from text,
      add column quiet_until text,
      add column snoozed_until timestamptz`.execute(db);
  await sql`update subscriptions set next_due_at = since where state = 'active'`.execute(db);
}

async function createAcknowledgements(db: Kysely<never>): Promise<void> {
  await sql`
    create table acknowledgements (
      subject_id text not null,
      occasion text not null,
      person_id text not null,
      name text not null,
      at timestamptz not null,
      primary key (subject_id, occasion, person_id)
    )`.execute(db);
  await sql`alter table posts add column is_superseded boolean not null default false`.execute(db);
}

/** Teams and why reminders wait; when a card was posted, whatever became of it since; and whom Teams wants left alone. */
async function refineDelivery(db: Kysely<never>): Promise<void> {
  await sql`alter table conversations add column team_id text`.execute(db);
  await sql`create index conversations_of_team on conversations (tenant_id, team_id)`.execute(db);
  await sql`alter table subscriptions add column suspended_because text`.execute(db);
  await sql`
    alter table posts
      add column update_attempts integer not null default 0`.execute(db);
  await sql`
    create index posts_shown on posts (kind, subject_id, due_at)
      where state = 'sent' and not is_superseded`.execute(db);
  await sql`alter table request_slots add column held_until double precision not null default 0`.execute(db);
}

/** What the dashboard shows is told as it changes, in the transaction that changes it, whoever does; and found quickly. */
async function tellChanges(db: Kysely<never>): Promise<void> {
  await sql`
    create function tell_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('cutover_changes', coalesce(new.tenant_id, old.tenant_id));
      return null;
    end $$`.execute(db);
  for (const table of ['server_reports', 'alerts', 'subscriptions']) {
    await sql`
      create trigger tell_change after insert or update or delete on ${sql.table(table)}
        for each row execute function tell_change()`.execute(db);
  }
  await sql`create index alerts_of_tenant on alerts (tenant_id, state, raised_at desc)`.execute(db);
  await sql`drop index server_reports_tenant`.execute(db);
  await sql`create index server_reports_tenant on server_reports (tenant_id, number)`.execute(db);
}

/** A start looks again only at what a clock that was ahead has planned; and who changes a schedule asked before that. */
async function keepWhatWasPlanned(db: Kysely<never>): Promise<void> {
  await sql`alter table subscriptions add column planned_at timestamptz, add column asked_at timestamptz`.execute(
    db,
  );
  await sql`update subscriptions set asked_at = since`.execute(db);
  await sql`alter table subscriptions alter column asked_at set not null`.execute(db);
}

/** The columns take the names of the design: a reminder offset is a number of days before the cut-off. */
async function renameOffsets(db: Kysely<never>): Promise<void> {
  await sql`alter table posts rename column rung to offset_days`.execute(db);
  await sql`alter table subscriptions rename column rungs to offsets`.execute(db);
}
