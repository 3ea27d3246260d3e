import type { ChangeFeed, Follower } from '../../dashboard/ports.ts';
import type { Log } from '../../platform/log.ts';
import type { Database } from '../database/database.ts';

/** What the triggers of `0011-change-notifications` notify; the payload is the tenant. */
const CHANNEL = 'cutover_changes';

const RETRY_AFTER_MS = 2_000;

export interface StoredChangeFeed extends ChangeFeed {
  /** Tells every follower here of a change that isn't in the database: what the notices state. */
  announce(): void;
  /** Ends all subscriptions. */
  close(): Promise<void>;
}

/**
 * Changes that any instance makes, through the database's notifications. Listens from the first follower on. After
 * a lost connection every follower is notified, because changes may have been missed.
 */
export function createChangeFeed(database: Pick<Database, 'listen'>, log: Log): StoredChangeFeed {
  const followers = new Map<string, Set<Follower>>();
  let listening: Promise<() => Promise<void>> | null = null;
  let retryTimer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const notify = (tenantId: string) => followers.get(tenantId)?.forEach(({ changed }) => changed());
  const notifyAll = () => [...followers.keys()].forEach(notify);

  function listen(): void {
    if (listening || isClosed) return;
    const opening = database.listen(CHANNEL, {
      onNotification: notify,
      onConnectionLost: reconnect,
    });
    listening = opening;
    opening.then(notifyAll, reconnect);
  }

  function reconnect(error: unknown): void {
    listening = null;
    if (isClosed) return;
    log.warn({ err: error }, 'failed to listen for changes, will retry');
    retryTimer = setTimeout(listen, RETRY_AFTER_MS);
  }

  return {
    follow(tenantId, follower) {
      if (isClosed) setImmediate(follower.ended);
      const all = followers.get(tenantId) ?? new Set();
      followers.set(tenantId, all.add(follower));
      listen();
      return () => {
        all.delete(follower);
        if (all.size === 0 && followers.get(tenantId) === all) followers.delete(tenantId);
      };
    },
    announce: notifyAll,
    async close() {
      isClosed = true;
      for (const all of followers.values()) all.forEach(({ ended }) => ended());
      if (retryTimer) clearTimeout(retryTimer);
      const stop = await listening?.catch(() => null);
      await stop?.();
    },
  };
}
