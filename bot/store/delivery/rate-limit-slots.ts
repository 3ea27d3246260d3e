import { sql, type Kysely } from 'kysely';
import {
  rateLimitKey,
  nextSlot,
  dropExpired,
  TENANT_SPACING,
  THREAD_WINDOWS,
  type Thread,
} from '../../delivery/teams-limits.ts';
import type { Request, Slot, SlotStore } from '../../delivery/rate-limiter.ts';
import type { Schema } from '../database/schema.ts';

/** Slots are reserved at most this far ahead; later ones must be asked for again. */
const MAX_AHEAD_MS = 8_000;

/** A slot farther ahead than this comes from an instance with a wrong clock, and is ignored. */
const IMPLAUSIBLE_MS = MAX_AHEAD_MS + 2_000;

/** Requests deferred together retry this far apart: a thread takes about two a second. */
const RETRY_SPACING_MS = 500;

/** Keeps Teams' limits across all instances: each request reserves an instant of its own in the store. */
export function createSlotStore(db: Kysely<Schema>): SlotStore {
  return {
    reserve: async (requests, realNow) => {
      const now = realNow.getTime();
      const waitedFor = new Set(requests.filter(({ isSent }) => !isSent).map(threadKey));
      const slots = await db.transaction().execute(async (trx) => {
        const keys = [...new Set([...requests.map(tenantKey), ...waitedFor])].sort();
        // Locks the rows in the order of their keys, so that instances cannot deadlock.
        const rows = await trx
          .insertInto('request_slots')
          .values(keys.map((key) => ({ key, taken: [], newest: 0 })))
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet((row) => ({ key: row.ref('excluded.key') })),
          )
          .returning(['key', 'taken', 'held_until'])
          .execute();
        const quotas = new Map(
          rows.map(({ key, taken, held_until }) => {
            return [
              key,
              newQuota(
                taken.filter((at) => at <= now + IMPLAUSIBLE_MS).sort((a, b) => a - b),
                held_until,
              ),
            ];
          }),
        );
        const taken = requests.map((request) => takeSlot(quotas, request, now));
        await write(trx, quotas, now);
        return taken;
      });
      await append(
        db,
        requests.map(threadKey).filter((key) => !waitedFor.has(key)),
        now,
      );
      return slots;
    },

    async hold(thread, until) {
      const heldUntil = until.getTime();
      await db
        .insertInto('request_slots')
        .values({ key: threadKey(thread), taken: [], newest: heldUntil, held_until: heldUntil })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((row) => ({
            held_until: row.fn<number>('greatest', ['request_slots.held_until', 'excluded.held_until']),
          })),
        )
        .execute();
    },

    async deleteExpired(realNow) {
      const longest = Math.max(...THREAD_WINDOWS.map(({ milliseconds }) => milliseconds));
      await db
        .deleteFrom('request_slots')
        .where('newest', '<', realNow.getTime() - longest)
        .where('held_until', '<', realNow.getTime())
        .execute();
    },
  };
}

/** The reserved slots of a tenant or thread, and until when it is on hold. */
interface Quota {
  taken: number[];
  heldUntil: number;
  /** Requests of this reservation that must ask again later. */
  deferred: number;
}

function newQuota(taken: number[] = [], heldUntil = 0): Quota {
  return { taken, heldUntil, deferred: 0 };
}

function takeSlot(quotas: Map<string, Quota>, request: Request, now: number): Slot {
  const tenant = quotas.get(tenantKey(request)) ?? newQuota();
  const thread = quotas.get(threadKey(request)) ?? newQuota();
  const at = nextSlot(tenant.taken, now, TENANT_SPACING);
  const isFar = at > now + MAX_AHEAD_MS;
  if (request.isSent) {
    // It takes a slot, so that another request waits instead, but none so far ahead that it would be ignored.
    if (!isFar) tenant.taken.push(at);
    thread.taken.push(now);
    thread.taken.sort((a, b) => a - b);
    return { at: now };
  }
  const free = Math.max(nextSlot(thread.taken, at, THREAD_WINDOWS), thread.heldUntil);
  // A full thread does not take slots of its tenant, which other threads need.
  if (free > at) return { notBefore: free + RETRY_SPACING_MS * thread.deferred++ };
  if (isFar) return { notBefore: now + MAX_AHEAD_MS / 2 };
  tenant.taken.push(at);
  thread.taken.push(at);
  return { at };
}

/** Saves the slots that still matter. */
async function write(db: Kysely<Schema>, quotas: Map<string, Quota>, now: number): Promise<void> {
  const rows = [...quotas].map(([key, { taken }]) => {
    const windows = key.startsWith(TENANT) ? TENANT_SPACING : THREAD_WINDOWS;
    const counting = dropExpired(taken, now, windows);
    return { key, taken: counting, newest: counting.at(-1) ?? 0 };
  });
  await sql`
    update request_slots set taken = changed.taken, newest = changed.newest
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as changed(key text, taken double precision[], newest double precision)
    where request_slots.key = changed.key`.execute(db);
}

/**
 * Adds requests that were sent at `now` to threads in which no request waits. This needs none of what a thread's
 * row holds, which may be the 1,800 requests of an hour. Requests that no longer matter are removed now and then.
 */
async function append(db: Kysely<Schema>, threads: readonly string[], now: number): Promise<void> {
  const counts = new Map<string, number>();
  for (const key of threads) counts.set(key, (counts.get(key) ?? 0) + 1);
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => ({ key, count }));
  if (rows.length === 0) return;
  await sql`
    insert into request_slots as slots (key, taken, newest)
    select key, array_fill(${now}::double precision, array[count]), ${now}::double precision
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent(key text, count int)
    on conflict (key) do update set
      taken = case
        when cardinality(slots.taken) < ${2 * MOST_RELEVANT} then slots.taken
        else slots.taken[cardinality(slots.taken) - ${MOST_RELEVANT - 1}:]
      end || excluded.taken,
      newest = greatest(slots.newest, excluded.newest)`.execute(db);
}

/** Older requests of a thread delay nothing. */
const MOST_RELEVANT = Math.max(...THREAD_WINDOWS.map(({ requests }) => requests));

const TENANT = 'tenant ';

function tenantKey({ tenantId }: Thread): string {
  return `${TENANT}${tenantId}`;
}

function threadKey({ tenantId, conversationId }: Thread): string {
  return `thread ${tenantId} ${rateLimitKey(conversationId)}`;
}
