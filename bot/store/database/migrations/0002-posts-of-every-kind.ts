import { sql, type Kysely } from 'kysely';

/** Makes reminders one kind of post; generated columns keep a reminder's notice, cut-off and offset readable. */
export async function generalisePosts(db: Kysely<never>): Promise<void> {
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
