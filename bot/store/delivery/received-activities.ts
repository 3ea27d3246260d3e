import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { ActivityKey } from '../../access/author.ts';
import type { Arrival, ReceivedActivityStore } from '../../delivery/received-activity.ts';
import { batch, type NonEmptyArray } from '../../platform/batch.ts';
import type { Schema } from '../database/schema.ts';
import {
  deleteActivities,
  readActivities,
  takeActivities,
  textOf,
  toColumns,
} from './received-activity-rows.ts';

/** About as long as Teams waits before it repeats an activity: the repeat needn't wait for a process that is gone. */
const LEASE_MS = 15_000;

/** Teams repeats within a minute or two; the rest is for processes that take long to start. */
const KEPT_MS = 3_600_000;

/** Rows that one statement deletes. */
const MAX_DELETED = 1_000;

export function createReceivedActivityStore(db: Kysely<Schema>): ReceivedActivityStore {
  const holder = randomUUID();
  const leaseFrom = (realNow: Date) => ({ holder, until: new Date(realNow.getTime() + LEASE_MS) });

  const begin = batch(async (arrived: NonEmptyArray<{ key: ActivityKey; realNow: Date }>) => {
    const [{ realNow }] = arrived;
    const keys = new Map(arrived.map(({ key }) => [textOf(key), key]));
    const taken = await takeActivities(db, [...keys.values()], { lease: leaseFrom(realNow), realNow });
    const missing = [...keys].filter(([text]) => !taken.has(text)).map(([, key]) => key);
    const others = await readActivities(db, missing);
    return arrived.map(({ key }): Arrival => {
      const text = textOf(key);
      // Neither: it was deleted in between, as one that is an hour old may be.
      return taken.get(text) ?? others.get(text) ?? { state: 'begun' };
    });
  });

  return {
    begin: (key, realNow) => begin({ key, realNow }),

    async look(key) {
      const known = (await readActivities(db, [key])).get(textOf(key));
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
        update received_activities as known set lease_until = ${leaseFrom(realNow).until}
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

    expire: (realNow) =>
      deleteActivities(db, { before: new Date(realNow.getTime() - KEPT_MS), most: MAX_DELETED }),
  };
}
