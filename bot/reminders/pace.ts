import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { nextSlot, TENANT_WINDOW } from './limits.ts';

/** Where a request goes, as Teams counts them. */
export interface Thread {
  tenantId: string;
  conversationId: string;
}

/** When a request may be sent (milliseconds since 1970, real time), or when to ask again. */
export type Slot = { at: number } | { notBefore: number };

/** Where all instances agree who sends when. */
export interface SlotStore {
  /** A slot for each request, in their order. */
  reserve(threads: readonly Thread[], realNow: Date): Promise<Slot[]>;
  /** Removes what counts no more. */
  forget(realNow: Date): Promise<void>;
}

/** Lets requests to Teams go as fast as its limits allow. */
export interface Pace {
  reserve(thread: Thread): Promise<Slot>;
  /** Resolves when the request with the slot at `at` may leave; to be awaited at the last moment. */
  leave(thread: Thread, at: number): Promise<void>;
}

/** A request that misses its slot by more than this takes another one. */
const LATE_MS = 500;

/**
 * Requests that are made while a reservation is under way share the next one, so that the store is
 * asked a few times a second, however many there are.
 */
export function createPace(store: SlotStore, realClock: Clock): Pace {
  let waiting: { thread: Thread; resolve: (slot: Slot) => void; reject: (error: unknown) => void }[] = [];
  let isAsking = false;
  const departures = createDepartures(realClock);

  async function ask(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      try {
        const slots = await store.reserve(
          asked.map(({ thread }) => thread),
          realClock.now(),
        );
        for (const [i, slot] of slots.entries()) asked[i]?.resolve(slot);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    isAsking = false;
  }

  function reserve(thread: Thread): Promise<Slot> {
    return new Promise((resolve, reject) => {
      waiting.push({ thread, resolve, reject });
      if (!isAsking) void ask();
    });
  }

  async function leave(thread: Thread, at: number): Promise<void> {
    let slot: Slot = { at };
    for (;;) {
      await waitUntil('at' in slot ? slot.at : slot.notBefore, realClock);
      if ('at' in slot && realClock.now().getTime() - slot.at <= LATE_MS) break;
      slot = await reserve(thread);
    }
    await departures.pass(thread.tenantId);
  }

  return { reserve, leave };
}

/**
 * Keeps the tenant's window over what this process has itself sent: a timer that fires late must not
 * bring two requests closer together than their slots are.
 */
function createDepartures(realClock: Clock) {
  const departed = new Map<string, number[]>();
  return {
    async pass(tenantId: string): Promise<void> {
      const now = realClock.now().getTime();
      const earlier = departed.get(tenantId) ?? [];
      const at = nextSlot(earlier, now, [TENANT_WINDOW]);
      departed.set(tenantId, [...earlier, at].slice(-TENANT_WINDOW.requests));
      await waitUntil(at, realClock);
    },
  };
}

async function waitUntil(instant: number, realClock: Clock): Promise<void> {
  const milliseconds = Math.ceil(instant - realClock.now().getTime());
  if (milliseconds > 0) await pause(milliseconds);
}
