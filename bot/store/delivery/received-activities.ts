import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { ActivityKey } from '../../access/author.ts';
import type { Arrival, ReceivedActivityStore } from '../../delivery/received-activity.ts';
import { batch, type NonEmptyArray } from '../../platform/batch.ts';
import type { Schema } from '../database/schema.ts';

/** About as long as Teams waits before it repeats an activity: the repeat needn't wait for a process that is gone. */
const LEASE_MS = 15_000;

/** Teams repeats within a minute or two; the rest is for processes that take long to start. */
const KEPT_MS = 3_600_000;

/** Rows that one statement deletes, so that none holds locks for long. */
const MAX_DELETED = 1_000;

/** A text for each activity, which no other has. */
const textOf = ({ tenantId, conversationId, activityId }: ActivityKey) =>
  JSON.stringify([tenantId, conversationId, activityId]);

const toColumns = ({ tenantId, conversationId, activityId }: ActivityKey) => ({
  tenant_id: tenantId,
  conversation_id: conversationId,
  activity_id: activityId,
});

const toKey = (row: ReturnType<typeof toColumns>): ActivityKey => ({
  tenantId: row.tenant_id,
  conversationId: row.conversation_id,
  activityId: row.activity_id,
});

export function createReceivedActivityStore(db: Kysely<Schema>): ReceivedActivityStore {
  const holder = randomUUID();
  const leaseFrom = (realNow: Date) => new Date(realNow.getTime() + LEASE_MS);

  /** Inserts those that are new, and takes over those that nobody holds. */
  async function take(keys: readonly ActivityKey[], realNow: Date): Promise<Map<string, Arrival>> {
    const { rows } = await sql<ReturnType<typeof toColumns> & { has_changed: boolean }>`
      insert into received_activities as known
        (tenant_id, conversation_id, activity_id, received_at, holder, lease_until)
      select tenant_id, conversation_id, activity_id, ${realNow}::timestamptz, ${holder}::uuid,
        ${leaseFrom(realNow)}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(keys.map(toColumns))}::jsonb)
        as arrived(tenant_id text, conversation_id text, activity_id text)
      order by tenant_id, conversation_id, activity_id
      on conflict (tenant_id, conversation_id, activity_id) do update
        set holder = excluded.holder, lease_until = excluded.lease_until
        where known.done_at is null and (
          known.lease_until is null or known.lease_until <= ${realNow} or known.holder = excluded.holder)
      returning tenant_id, conversation_id, activity_id, has_changed`.execute(db);
    return new Map(rows.map((row) => [textOf(toKey(row)), { state: row.has_changed ? 'changed' : 'begun' }]));
  }

  /** Those that are done or held. */
  async function lookAll(keys: readonly ActivityKey[]): Promise<Map<string, Arrival>> {
    if (keys.length === 0) return new Map();
    const rows = await db
      .selectFrom('received_activities')
      .select(['tenant_id', 'conversation_id', 'activity_id', 'done_at', 'answer'])
      .where((where) =>
        where(
          where.refTuple('tenant_id', 'conversation_id', 'activity_id'),
          'in',
          keys.map((key) => where.tuple(key.tenantId, key.conversationId, key.activityId)),
        ),
      )
      .execute();
    return new Map(
      rows.map((row) => [
        textOf(toKey(row)),
        row.done_at ? { state: 'done', answer: row.answer } : { state: 'held' },
      ]),
    );
  }

  const begin = batch(async (arrived: NonEmptyArray<{ key: ActivityKey; realNow: Date }>) => {
    const [{ realNow }] = arrived;
    const keys = new Map(arrived.map(({ key }) => [textOf(key), key]));
    const taken = await take([...keys.values()], realNow);
    const others = await lookAll([...keys].filter(([text]) => !taken.has(text)).map(([, key]) => key));
    return arrived.map(({ key }): Arrival => {
      const text = textOf(key);
      // Neither: it was deleted in between, as one that is an hour old may be.
      return taken.get(text) ?? others.get(text) ?? { state: 'begun' };
    });
  });

  return {
    begin: (key, realNow) => begin({ key, realNow }),

    async look(key) {
      const known = (await lookAll([key])).get(textOf(key));
      return known?.state === 'done' ? known : { state: 'begun' };
    },

    async end(done, realNow) {
      const rows = new Map(done.map(({ key, answer }) => [textOf(key), { ...toColumns(key), answer }]));
      // In the order of their keys, so that two instances never wait for each other.
      await sql`
        insert into received_activities
          (tenant_id, conversation_id, activity_id, received_at, holder, done_at, answer)
        select tenant_id, conversation_id, activity_id, ${realNow}::timestamptz, ${holder}::uuid,
          ${realNow}::timestamptz, answer
        from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb)
          as done(tenant_id text, conversation_id text, activity_id text, answer jsonb)
        order by tenant_id, conversation_id, activity_id
        on conflict (tenant_id, conversation_id, activity_id) do update
          set done_at = excluded.done_at, answer = excluded.answer`.execute(db);
    },

    async renew(keys, realNow) {
      await sql`
        update received_activities as known set lease_until = ${leaseFrom(realNow)}
        from jsonb_to_recordset(${JSON.stringify(keys.map(toColumns))}::jsonb)
          as held(tenant_id text, conversation_id text, activity_id text)
        where known.tenant_id = held.tenant_id and known.conversation_id = held.conversation_id
          and known.activity_id = held.activity_id and known.holder = ${holder}`.execute(db);
    },

    async release() {
      await db
        .updateTable('received_activities')
        .set({ lease_until: null })
        .where('done_at', 'is', null)
        .execute();
    },

    async expire(realNow) {
      const before = new Date(realNow.getTime() - KEPT_MS);
      let deleted = MAX_DELETED;
      while (deleted === MAX_DELETED) {
        const { numAffectedRows = 0n } = await sql`
          delete from received_activities where (tenant_id, conversation_id, activity_id) in (
            select tenant_id, conversation_id, activity_id from received_activities
            where received_at < ${before} limit ${MAX_DELETED})`.execute(db);
        deleted = Number(numAffectedRows);
      }
    },
  };
}
