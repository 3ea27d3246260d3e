import { LRUCache } from 'lru-cache';
import {
  countedAs,
  nextSlot,
  stillCounting,
  TENANT_WINDOW,
  THREAD_BURSTS,
  type Window,
  type Thread,
} from './teams-limits.ts';
/** Threads, and tenants, whose last requests are remembered: about five megabytes at the most. */
const KEPT = 10_000;

/**
 * Knows when this process has really sent. Slots are apart from each other as they should be, but a timer
 * that fires late brings requests closer together than their slots are.
 */
export interface SentWindow {
  /** When a request may leave that could leave at `from`. */
  earliest(thread: Thread, from: number): number;
  /** One leaves then, whether it has asked or not. */
  note(thread: Thread, at: number): void;
}

export function createSentWindow(): SentWindow {
  const known = new LRUCache<string, readonly number[]>({ max: KEPT });
  return {
    earliest: (thread, from) =>
      Math.max(...linesOf(thread).map(([key, windows]) => nextSlot(known.get(key) ?? [], from, windows))),
    note(thread, at) {
      for (const [key, windows] of linesOf(thread)) {
        const all = [...(known.get(key) ?? []), at].sort((a, b) => a - b);
        known.set(key, stillCounting(all, at, windows));
      }
    },
  };
}

/** Whom a request counts for. */
function linesOf({ tenantId, conversationId }: Thread): [key: string, windows: readonly Window[]][] {
  return [
    [`tenant ${tenantId}`, [TENANT_WINDOW]],
    [`thread ${tenantId} ${countedAs(conversationId)}`, THREAD_BURSTS],
  ];
}
