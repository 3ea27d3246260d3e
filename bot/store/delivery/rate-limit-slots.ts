import { sql, type Kysely } from 'kysely';
import {
  countedAs,
  nextSlot,
  stillCounting,
  TENANT_SPACING,
  THREAD_WINDOWS,
  type Thread,
} from '../../delivery/teams-limits.ts';
import type { Request, Slot, SlotStore } from '../../delivery/rate-limiter.ts';
import type { Schema } from '../database/schema.ts';

/** A slot farther away than this is not given out, but asked for again then. */
const HORIZON_MS = 8_000;

/** A slot farther away than this was given by a clock that was wrong: nobody waits for it. */
const ABSURD_MS = HORIZON_MS + 2_000;

/** Those who are sent away from a thread together come back one after the other: it takes about two a second. */
const SENT_AWAY_MS = 500;

/** Keeps Teams' limits over all instances: each request gets an instant of its own, in one place. */
export function createSlotStore(db: Kysely<Schema>): SlotStore {
  return {
    reserve: (requests, realNow) =>
      db.transaction().execute(async (trx) => {
        const now = realNow.getTime();
        const keys = [
          ...new Set(requests.flatMap((thread) => [tenantKey(thread), threadKey(thread)])),
        ].sort();
        // Locks the rows in the order of their keys, so that two instances never wait for each other.
        const rows = await trx
          .insertInto('request_slots')
          .values(keys.map((key) => ({ key, taken: [], newest: 0 })))
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet((row) => ({ key: row.ref('excluded.key') })),
          )
          .returning(['key', 'taken', 'held_until'])
          .execute();
        const lines = new Map(
          rows.map(({ key, taken, held_until }) => {
            return [
              key,
              lineOf(
                taken.filter((at) => at <= now + ABSURD_MS),
                held_until,
              ),
            ];
          }),
        );
        const slots = requests.map((request) => takeSlot(lines, request, now));
        await write(trx, lines, now);
        return slots;
      }),

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

    async forget(realNow) {
      const longest = Math.max(...THREAD_WINDOWS.map(({ milliseconds }) => milliseconds));
      await db
        .deleteFrom('request_slots')
        .where('newest', '<', realNow.getTime() - longest)
        .where('held_until', '<', realNow.getTime())
        .execute();
    },
  };
}

/** Whom requests count for: when its requests may leave, and until when there are none. */
interface Line {
  taken: number[];
  heldUntil: number;
  /** How many were told in this reservation to come again later. */
  sentAway: number;
}

function lineOf(taken: number[] = [], heldUntil = 0): Line {
  return { taken, heldUntil, sentAway: 0 };
}

function takeSlot(lines: Map<string, Line>, request: Request, now: number): Slot {
  const tenant = lines.get(tenantKey(request)) ?? lineOf();
  const thread = lines.get(threadKey(request)) ?? lineOf();
  const at = nextSlot(tenant.taken, now, TENANT_SPACING);
  const isFar = at > now + HORIZON_MS;
  if (request.hasLeft) {
    // Somebody else waits in its place, but nobody so long that the line seems to be a wrong clock's.
    if (!isFar) tenant.taken.push(at);
    thread.taken.push(now);
    thread.taken.sort((a, b) => a - b);
    return { at: now };
  }
  const free = Math.max(nextSlot(thread.taken, at, THREAD_WINDOWS), thread.heldUntil);
  // A thread that is full waits outside of its tenant's line, which others stand in.
  if (free > at) return { notBefore: free + SENT_AWAY_MS * thread.sentAway++ };
  if (isFar) return { notBefore: now + HORIZON_MS / 2 };
  tenant.taken.push(at);
  thread.taken.push(at);
  return { at };
}

/** Rows whose slots are over and that got none keep theirs, for they count no more. */
async function write(db: Kysely<Schema>, lines: Map<string, Line>, now: number): Promise<void> {
  const rows = [...lines].map(([key, { taken }]) => {
    const windows = key.startsWith(TENANT) ? TENANT_SPACING : THREAD_WINDOWS;
    const counting = stillCounting(taken, now, windows);
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
  return `thread ${tenantId} ${countedAs(conversationId)}`;
}
