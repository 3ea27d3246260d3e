import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';

/** What has been in the way of a post for a whole day will not go away. */
const PATIENCE_MS = 24 * 3_600_000;

/** Posts that something is in the way of; of more than these the oldest start anew. */
const KEPT = 10_000;

/** How a post has fared with what is in its way now. */
export interface Hindrance {
  /** How often in a row it has come to the same. */
  times: number;
  /** It has come to nothing else for a whole day, in real time. */
  isForADay: boolean;
}

/**
 * Knows for how long the same has been in the way of each post. This process's own experience only: after a
 * restart a post is tried for another day, which loses nothing.
 */
export interface FailureHistory {
  /** It has come to this once more. */
  note(postId: string, what: string): Hindrance;
  /** Nothing is in its way any more. */
  forget(postId: string): void;
}

export function createFailureHistory(realClock: Clock): FailureHistory {
  const known = new LRUCache<string, { what: string; since: number; times: number }>({ max: KEPT });
  return {
    note(postId, what) {
      const now = realClock.now().getTime();
      const before = known.get(postId);
      const isSame = before?.what === what;
      const since = isSame ? before.since : now;
      const times = isSame ? before.times + 1 : 1;
      known.set(postId, { what, since, times });
      return { times, isForADay: now - since >= PATIENCE_MS };
    },
    forget: (postId) => void known.delete(postId),
  };
}
