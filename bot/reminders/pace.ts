import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { nextSlot, TENANT_WINDOW } from './limits.ts';

/** Where a request goes, as Teams counts them. */
export interface Thread {
  tenantId: string;
  conversationId: string;
}

/** A request to Teams. */
export interface Request extends Thread {
  /** It did not wait: those that come after it do. */
  hasLeft?: boolean;
}

/** When a request may be sent (milliseconds since 1970, real time), or when to ask again. */
export type Slot = { at: number } | { notBefore: number };

/** Where all instances agree who sends when. */
export interface SlotStore {
  /** A slot for each request, in their order. */
  reserve(requests: readonly Request[], realNow: Date): Promise<Slot[]>;
  /** Gives no slot in a thread before `until`: Teams has asked for that. */
  hold(thread: Thread, until: Date): Promise<void>;
  /** Removes what counts no more. */
  forget(realNow: Date): Promise<void>;
}

/** Lets requests to Teams go as fast as its limits allow. */
export interface Pace {
  reserve(thread: Thread): Promise<Slot>;
  /** Resolves when the request with the slot at `at` may leave; to be awaited at the last moment. */
  leave(thread: Thread, at: number): Promise<void>;
  /** Counts a request that does not wait, such as a reply: at once in this process, soon in all others. */
  note(thread: Thread): void;
  /** No request of any instance gets a slot in a thread before `until`, by real time. */
  hold(thread: Thread, until: Date): Promise<void>;
}

/** A request that misses its slot by more than this takes another one. */
const LATE_MS = 500;

/** Requests that did not wait are told to the store so long after, many at a time. */
const NOTE_EVERY_MS = 250;

/**
 * Requests that are made while a reservation is under way share the next one, so that the store is
 * asked a few times a second, however many there are.
 */
export function createPace(store: SlotStore, realClock: Clock): Pace {
  let waiting: Waiting[] = [];
  let noted: Request[] = [];
  let isAsking = false;
  const departures = createDepartures(realClock);

  async function ask(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0 || noted.length > 0) {
      const asked = waiting;
      const requests = [...asked.map(({ thread }) => thread), ...noted];
      waiting = [];
      noted = [];
      try {
        const slots = await store.reserve(requests, realClock.now());
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

  return {
    reserve,
    leave,
    note(thread) {
      departures.note(thread.tenantId);
      if (noted.push({ ...thread, hasLeft: true }) > 1) return;
      setTimeout(() => {
        if (!isAsking) void ask(); // a count that fails is no reason to fail for anybody
      }, NOTE_EVERY_MS).unref();
    },
    hold: (thread, until) => store.hold(thread, until),
  };
}

interface Waiting {
  thread: Thread;
  resolve: (slot: Slot) => void;
  reject: (error: unknown) => void;
}

/**
 * Keeps the tenant's window over what this process has itself sent: a timer that fires late must not
 * bring two requests closer together than their slots are.
 */
function createDepartures(realClock: Clock) {
  const departed = new Map<string, number[]>();
  const keep = (tenantId: string, earlier: number[], at: number) =>
    departed.set(tenantId, [...earlier, at].sort((a, b) => a - b).slice(-TENANT_WINDOW.requests));
  return {
    async pass(tenantId: string): Promise<void> {
      const now = realClock.now().getTime();
      const earlier = departed.get(tenantId) ?? [];
      const at = nextSlot(earlier, now, [TENANT_WINDOW]);
      keep(tenantId, earlier, at);
      await waitUntil(at, realClock);
    },
    /** Somebody who did not ask. */
    note(tenantId: string): void {
      keep(tenantId, departed.get(tenantId) ?? [], realClock.now().getTime());
    },
  };
}

async function waitUntil(instant: number, realClock: Clock): Promise<void> {
  const milliseconds = Math.ceil(instant - realClock.now().getTime());
  if (milliseconds > 0) await pause(milliseconds);
}
