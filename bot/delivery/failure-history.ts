import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';

/** An obstacle that has lasted a whole day is taken for permanent. */
const DAY_MS = 24 * 3_600_000;

/** Posts whose failures are remembered. When there are more, the oldest start over. */
const MAX_POSTS = 10_000;

/** How often, and for how long, a post has failed in the same way. */
export interface FailureStreak {
  /** Consecutive failures of the same kind. */
  count: number;
  /** Whether they span a whole day, in real time. */
  hasLastedADay: boolean;
}

/**
 * Remembers how long each post has failed in the same way. Kept in memory only: after a restart a post is retried
 * for another day, which loses nothing.
 */
export interface FailureHistory {
  /** Records one more failure. `kind` tells one obstacle from another. */
  record(postId: string, kind: string): FailureStreak;
  /** Ends the post's streak. */
  forget(postId: string): void;
}

export function createFailureHistory(realClock: Clock): FailureHistory {
  const known = new LRUCache<string, { kind: string; since: number; count: number }>({ max: MAX_POSTS });
  return {
    record(postId, kind) {
      const now = realClock.now().getTime();
      const before = known.get(postId);
      const isSame = before?.kind === kind;
      const since = isSame ? before.since : now;
      const count = isSame ? before.count + 1 : 1;
      known.set(postId, { kind, since, count });
      return { count, hasLastedADay: now - since >= DAY_MS };
    },
    forget: (postId) => void known.delete(postId),
  };
}
