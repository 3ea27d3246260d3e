import { sql, type Kysely } from 'kysely';
import { nextSlot, stillCounting, TENANT_SPACING, THREAD_WINDOWS } from '../reminders/limits.ts';
import type { Slot, SlotStore, Thread } from '../reminders/pace.ts';
import type { Schema } from './schema.ts';

/** A slot farther away than this is not given out, but asked for again then. */
const HORIZON_MS = 8_000;

/** Keeps Teams' limits over all instances: each request gets an instant of its own, in one place. */
export function createSlotStore(db: Kysely<Schema>): SlotStore {
  return {
    reserve: (threads, realNow) =>
      db.transaction().execute(async (trx) => {
        const keys = [...new Set(threads.flatMap((thread) => [tenantKey(thread), threadKey(thread)]))].sort();
        // Locks the rows in the order of their keys, so that two instances never wait for each other.
        const rows = await trx
          .insertInto('request_slots')
          .values(keys.map((key) => ({ key, taken: [], newest: 0 })))
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet((row) => ({ key: row.ref('excluded.key') })),
          )
          .returning(['key', 'taken'])
          .execute();
        const taken = new Map(rows.map((row) => [row.key, row.taken]));
        const slots = threads.map((thread) => takeSlot(taken, thread, realNow.getTime()));
        await write(trx, taken, realNow.getTime());
        return slots;
      }),

    async forget(realNow) {
      const longest = Math.max(...THREAD_WINDOWS.map(({ milliseconds }) => milliseconds));
      await db
        .deleteFrom('request_slots')
        .where('newest', '<', realNow.getTime() - longest)
        .execute();
    },
  };
}

function takeSlot(taken: Map<string, number[]>, thread: Thread, now: number): Slot {
  const ofTenant = taken.get(tenantKey(thread)) ?? [];
  const ofThread = taken.get(threadKey(thread)) ?? [];
  const at = nextSlot(ofTenant, now, TENANT_SPACING);
  const free = nextSlot(ofThread, at, THREAD_WINDOWS);
  // A thread that is full waits outside of its tenant's line, which others stand in.
  if (free > at || at > now + HORIZON_MS) return { notBefore: Math.max(free, now + HORIZON_MS / 2) };
  ofTenant.push(at);
  ofThread.push(at);
  return { at };
}

/** Rows whose slots are over and that got none keep theirs, for they count no more. */
async function write(db: Kysely<Schema>, taken: Map<string, number[]>, now: number): Promise<void> {
  const rows = [...taken].map(([key, all]) => {
    const windows = key.startsWith(TENANT) ? TENANT_SPACING : THREAD_WINDOWS;
    const counting = stillCounting(all, now, windows);
    return { key, taken: counting, newest: counting.at(-1) ?? 0 };
  });
  await sql`
    update request_slots set taken = changed.taken, newest = changed.newest
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as changed(key text, taken double precision[], newest double precision)
    where request_slots.key = changed.key`.execute(db);
}

const TENANT = 'tenant ';

function tenantKey({ tenantId }: Thread): string {
  return `${TENANT}${tenantId}`;
}

function threadKey({ tenantId, conversationId }: Thread): string {
  return `thread ${tenantId} ${conversationId}`;
}
