import type { Kysely } from 'kysely';
import type { ThreadMemoryStore } from '../../questions/thread-memory.ts';
import type { Schema } from '../database/schema.ts';

export function createThreadMemoryStore(db: Kysely<Schema>): ThreadMemoryStore {
  return {
    async save({ tenantId, threadId }, { servers, options, last }, now) {
      const row = {
        tenant_id: tenantId,
        thread_id: threadId,
        servers: JSON.stringify(servers),
        options: JSON.stringify(options),
        last: last && JSON.stringify(last),
        at: now,
      };
      await db
        .insertInto('thread_memories')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'thread_id'])
            .doUpdateSet({ servers: row.servers, options: row.options, last: row.last, at: now }),
        )
        .execute();
    },

    async find({ tenantId, threadId }, since) {
      const row = await db
        .selectFrom('thread_memories')
        .select(['servers', 'options', 'last'])
        .where('tenant_id', '=', tenantId)
        .where('thread_id', '=', threadId)
        .where('at', '>', since)
        .executeTakeFirst();
      return row ?? null;
    },

    async expire(before) {
      await db.deleteFrom('thread_memories').where('at', '<', before).execute();
    },
  };
}
