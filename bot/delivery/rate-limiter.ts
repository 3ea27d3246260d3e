import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';
import { batch } from '../platform/batch.ts';
import { createGate } from './gate.ts';
import { createSentWindow } from './sent-window.ts';
import { rateLimitKey, type Thread } from './teams-limits.ts';

/** A request to Teams. */
export interface Request extends Thread {
  /** It was sent without waiting, such as a reply: later requests make room for it. */
  isSent?: boolean;
}

/** When a request may be sent, or when to ask again; both in milliseconds since 1970, real time. */
export type Slot = { at: number } | { notBefore: number };

/** Slots shared by all instances. */
export interface SlotStore {
  /** Reserves a slot for each request, in their order. */
  reserve(requests: readonly Request[], realNow: Date): Promise<Slot[]>;
  /** Reserves no slot in a thread before `until`, because of a Retry-After. */
  hold(thread: Thread, until: Date): Promise<void>;
  /** Deletes slots that no longer matter. */
  deleteExpired(realNow: Date): Promise<void>;
}

/** Sends requests to Teams as fast as its limits allow. */
export interface RateLimiter {
  reserve(thread: Thread): Promise<Slot>;
  /** Resolves at an instant; rejects when `signal` aborts because the process is stopping. */
  wait(until: number, signal?: AbortSignal): Promise<void>;
  /** How many requests are waiting. */
  waiting(): number;
  /**
   * Resolves when the request with the slot at `at` may be sent; await it right before sending. `prepare` is called
   * once, as long before that as it usually takes. Rejects when `prepare` does, and when the thread is full or held
   * for longer than a request waits.
   */
  acquire(thread: Thread, at: number, prepare?: () => Promise<void>): Promise<void>;
  /** Counts a request that does not wait, such as a reply: at once in this process, within 250 ms in all others. */
  record(thread: Thread): void;
  /** Records no further requests; resolves when all counted ones are recorded in the store, or recording them failed. */
  close(): Promise<void>;
  /**
   * Stops requests to a thread until `until` (real time): no instance reserves a slot there, and this process
   * sends none for which it has one.
   */
  hold(thread: Thread, until: Date): Promise<void>;
}

/** A request that misses its slot by more than this reserves another one. */
const MAX_LATENESS_MS = 500;

/** The same if instances share the store: only its own process knows that a request is late. */
const MAX_LATENESS_SHARED_MS = 250;

/** A request that would have to wait longer is retried later. */
const MAX_WAIT_MS = 10_000;

/** The same once it is prepared: a prepared request that the process does not send may cause a repeat. */
const MAX_PREPARED_WAIT_MS = 1_000;

/** Most requests that are being prepared or are prepared and not sent: as many may cause a repeat if the process dies. */
const MAX_PREPARED = 10;

/** Weight of the latest duration in the estimate of how long preparing takes. */
const PREPARE_WEIGHT = 1 / 8;

/** Most threads on hold that are remembered. */
const MAX_HELD_THREADS = 10_000;

/** How soon requests that did not wait are recorded in the store, in batches. */
const RECORD_AFTER_MS = 1_000;

/** The same if instances share the store: the others learn of the requests from it. */
const RECORD_AFTER_SHARED_MS = 250;

/** Upper bound of the estimate of how long the store takes to respond. */
const MAX_RESPONSE_MS = 1_000;

/** Reserves slots in batches, so that the load on the store does not grow with the number of requests. */
export function createRateLimiter(
  store: SlotStore,
  realClock: Clock,
  /** Whether no other instance shares the store. */
  { isSingleInstance }: { isSingleInstance: boolean },
): RateLimiter {
  const unrecorded: Thread[] = [];
  let recording: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let responseMs = 0;
  let prepareMs = 0;
  let waiting = 0;
  const sentWindow = createSentWindow();
  const prepared = createGate(MAX_PREPARED);
  const holds = new LRUCache<string, number>({ max: MAX_HELD_THREADS });
  const recordAfterMs = isSingleInstance ? RECORD_AFTER_MS : RECORD_AFTER_SHARED_MS;
  const maxLatenessMs = isSingleInstance ? MAX_LATENESS_MS : MAX_LATENESS_SHARED_MS;

  const reserve = batch(async (requests: readonly Request[]) => {
    const startedAt = performance.now();
    // A slot that has passed when the store answers would be lost.
    const slots = await store.reserve(requests, new Date(realClock.now().getTime() + responseMs));
    responseMs = Math.min(performance.now() - startedAt, MAX_RESPONSE_MS);
    return slots;
  });

  /** Resolves when what was counted before is recorded as well. */
  async function recordSent(): Promise<void> {
    const sent = unrecorded.splice(0).map((thread) => reserve({ ...thread, isSent: true }));
    // Recording is best effort: it must not fail a request.
    recording = Promise.allSettled([recording, ...sent]);
    await recording;
  }

  async function wait(until: number, signal?: AbortSignal): Promise<void> {
    const milliseconds = Math.ceil(until - realClock.now().getTime());
    signal?.throwIfAborted();
    if (milliseconds <= 0) return;
    waiting++;
    await pause(milliseconds, undefined, { signal }).finally(() => waiting--);
  }

  /**
   * Resolves `leadMs` before the request may be sent, with its slot, which is another one if it has missed its own.
   * With `isSent` it counts as sent then.
   */
  async function approach(
    thread: Thread,
    at: number,
    { leadMs, latest, isSent }: { leadMs: number; latest: number; isSent: boolean },
  ): Promise<number> {
    let slot: Slot = { at };
    let wanted = at;
    for (;;) {
      if (wanted > latest) throw new Error('The rate limit of this thread is exhausted.');
      await wait(wanted - leadMs);
      const sendAt = realClock.now().getTime() + leadMs;
      const free = Math.max(sentWindow.earliest(thread, sendAt), holds.get(keyOf(thread)) ?? 0);
      if (free > sendAt) {
        wanted = free; // then check again: others wait for the same instant
      } else if ('at' in slot && sendAt - slot.at <= maxLatenessMs) {
        if (isSent) sentWindow.record(thread, sendAt);
        return slot.at;
      } else {
        slot = await reserve(thread);
        wanted = 'at' in slot ? slot.at : slot.notBefore;
      }
    }
  }

  /** Resolves when a request may be prepared, with its slot and a place among those that are prepared. */
  async function enter(thread: Thread, at: number, latest: number): Promise<number> {
    let slot = at;
    for (;;) {
      slot = await approach(thread, slot, { leadMs: prepareMs, latest, isSent: false });
      await prepared.enter();
      if (realClock.now().getTime() + prepareMs - slot <= maxLatenessMs) return slot;
      prepared.leave(); // it has missed its slot meanwhile
    }
  }

  async function acquire(thread: Thread, at: number, prepare?: () => Promise<void>): Promise<void> {
    const latest = realClock.now().getTime() + MAX_WAIT_MS;
    if (!prepare) {
      await approach(thread, at, { leadMs: 0, latest, isSent: true });
      return;
    }
    const slot = await enter(thread, at, latest);
    try {
      const startedAt = performance.now();
      await prepare();
      const elapsedMs = Math.min(performance.now() - startedAt, MAX_RESPONSE_MS);
      prepareMs += (elapsedMs - prepareMs) * PREPARE_WEIGHT;
      const latestPrepared = realClock.now().getTime() + MAX_PREPARED_WAIT_MS;
      await approach(thread, slot, { leadMs: 0, latest: latestPrepared, isSent: true });
    } finally {
      prepared.leave();
    }
  }

  return {
    reserve,
    wait,
    waiting: () => waiting,
    acquire,
    record(thread) {
      sentWindow.record(thread, realClock.now().getTime());
      if (isClosed) return;
      if (unrecorded.push(thread) === 1) setTimeout(() => void recordSent(), recordAfterMs).unref();
    },
    async close() {
      isClosed = true;
      await recordSent();
    },
    async hold(thread, until) {
      holds.set(keyOf(thread), Math.max(until.getTime(), holds.get(keyOf(thread)) ?? 0));
      await store.hold(thread, until);
    },
  };
}

function keyOf({ tenantId, conversationId }: Thread): string {
  return `${tenantId} ${rateLimitKey(conversationId)}`;
}
