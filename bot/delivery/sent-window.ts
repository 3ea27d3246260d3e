import { LRUCache } from 'lru-cache';
import {
  rateLimitKey,
  nextSlot,
  dropExpired,
  TENANT_WINDOW,
  THREAD_BURSTS,
  type Window,
  type Thread,
} from './teams-limits.ts';
/** Threads and tenants whose last requests are remembered: at most about 5 MB. */
const MAX_KEYS = 10_000;

/**
 * Records when this process has really sent requests. Reserved slots keep the right distance, but a late timer
 * can bring the requests closer together than their slots.
 */
export interface SentWindow {
  /** The earliest instant from `from` on at which a request fits into the limits. */
  earliest(thread: Thread, from: number): number;
  /** Records a request that is sent at `at`. */
  record(thread: Thread, at: number): void;
}

export function createSentWindow(): SentWindow {
  const known = new LRUCache<string, readonly number[]>({ max: MAX_KEYS });
  return {
    earliest: (thread, from) =>
      Math.max(...windowsOf(thread).map(([key, windows]) => nextSlot(known.get(key) ?? [], from, windows))),
    record(thread, at) {
      for (const [key, windows] of windowsOf(thread)) {
        const all = [...(known.get(key) ?? []), at].sort((a, b) => a - b);
        known.set(key, dropExpired(all, at, windows));
      }
    },
  };
}

/** The windows that a request counts against, by key. */
function windowsOf({ tenantId, conversationId }: Thread): [key: string, windows: readonly Window[]][] {
  return [
    [`tenant ${tenantId}`, [TENANT_WINDOW]],
    [`thread ${tenantId} ${rateLimitKey(conversationId)}`, THREAD_BURSTS],
  ];
}
