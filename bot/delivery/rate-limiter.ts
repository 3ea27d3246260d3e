import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';
import { together } from '../platform/batch.ts';
import { createSentWindow } from './sent-window.ts';
import { countedAs, type Thread } from './teams-limits.ts';

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
export interface RateLimiter {
  reserve(thread: Thread): Promise<Slot>;
  /** Resolves at an instant; rejects when `signal` says that the process is about to end. */
  wait(until: number, signal?: AbortSignal): Promise<void>;
  /** How many wait, for their slots or to leave. */
  waiting(): number;
  /**
   * Resolves when the request with the slot at `at` may leave; to be awaited at the last moment. Rejects when
   * its thread is full or held for longer than a request waits.
   */
  leave(thread: Thread, at: number): Promise<void>;
  /** Counts a request that does not wait, such as a reply: at once in this process, soon in all others. */
  note(thread: Thread): void;
  /**
   * No request of any instance gets a slot in a thread before `until`, by real time, and none of this process
   * leaves that has one already.
   */
  hold(thread: Thread, until: Date): Promise<void>;
}

/** A request that misses its slot by more than this takes another one. */
const LATE_MS = 500;

/** The same where other instances send too: what leaves late is known in its own process only. */
const LATE_BESIDE_OTHERS_MS = 250;

/** A request that would have to wait for longer comes again later. */
const MOST_WAIT_MS = 10_000;

/** Threads that Teams wants left alone, at the most. */
const HELD = 10_000;

/** Requests that did not wait are told to the store so long after, many at a time. */
const NOTE_EVERY_MS = 250;

/** The store's last answer says how long the next one may take; one that took longer was an accident. */
const MOST_ANSWER_MS = 1_000;

/** Requests share reservations, so that the store is asked a few times a second, however many there are. */
export function createRateLimiter(
  store: SlotStore,
  realClock: Clock,
  /** No other instance shares the store. */
  { isAlone }: { isAlone: boolean },
): RateLimiter {
  const noted: Thread[] = [];
  let answerMs = 0;
  let waiting = 0;
  const sentWindow = createSentWindow();
  const holds = new LRUCache<string, number>({ max: HELD });
  const lateMs = isAlone ? LATE_MS : LATE_BESIDE_OTHERS_MS;

  const reserve = together(async (requests: readonly Request[]) => {
    const asked = performance.now();
    // A slot that is over before its request hears of it is lost to everybody.
    const slots = await store.reserve(requests, new Date(realClock.now().getTime() + answerMs));
    answerMs = Math.min(performance.now() - asked, MOST_ANSWER_MS);
    return slots;
  });

  function countNoted(): void {
    // A count that fails is no reason to fail for anybody.
    for (const thread of noted.splice(0)) reserve({ ...thread, hasLeft: true }).catch(() => undefined);
  }

  async function wait(until: number, signal?: AbortSignal): Promise<void> {
    const milliseconds = Math.ceil(until - realClock.now().getTime());
    signal?.throwIfAborted();
    if (milliseconds <= 0) return;
    waiting++;
    await pause(milliseconds, undefined, { signal }).finally(() => waiting--);
  }

  async function leave(thread: Thread, at: number): Promise<void> {
    const latest = realClock.now().getTime() + MOST_WAIT_MS;
    let slot: Slot = { at };
    let wanted = at;
    for (;;) {
      if (wanted > latest) throw new Error('nothing more may be sent there for some time');
      await wait(wanted);
      const now = realClock.now().getTime();
      const free = Math.max(sentWindow.earliest(thread, now), holds.get(keyOf(thread)) ?? 0);
      if (free > now) {
        wanted = free; // and then looks again: others wait for the same instant
      } else if ('at' in slot && now - slot.at <= lateMs) {
        sentWindow.note(thread, now);
        return;
      } else {
        slot = await reserve(thread);
        wanted = 'at' in slot ? slot.at : slot.notBefore;
      }
    }
  }

  return {
    reserve,
    wait,
    waiting: () => waiting,
    leave,
    note(thread) {
      sentWindow.note(thread, realClock.now().getTime());
      if (noted.push(thread) === 1) setTimeout(countNoted, NOTE_EVERY_MS).unref();
    },
    async hold(thread, until) {
      holds.set(keyOf(thread), Math.max(until.getTime(), holds.get(keyOf(thread)) ?? 0));
      await store.hold(thread, until);
    },
  };
}

function keyOf({ tenantId, conversationId }: Thread): string {
  return `${tenantId} ${countedAs(conversationId)}`;
}
