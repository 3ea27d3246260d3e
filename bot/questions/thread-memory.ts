import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Log } from '../platform/log.ts';

/** Minutes after which what was spoken of in a thread is forgotten. */
const MEMORY_MINUTES = 10;

/** Threads whose memory is kept in this process. */
const MOST_THREADS = 5_000;

export interface ThreadPlace {
  tenantId: string;
  /** In a channel, the thread; elsewhere, the conversation's id. */
  threadId: string;
}

/** Something that was asked back: what is done when it is chosen. */
export interface Option {
  /** On the button. */
  title: string;
  /** Commands in their plain form, a line each. */
  text: string;
}

/** What the last message in a thread has done. */
export interface LastTurn {
  /** The message; null for clients that give it no id. */
  activityId: string | null;
  /** What was carried out, in its plain form; empty for a question. */
  lines: readonly string[];
  /** The numbers in the audit trail of what it has changed, in their order. */
  changes: readonly string[];
}

/** What was spoken of last in a thread. */
export interface ThreadMemory {
  /** Names of the servers that were spoken of last. */
  servers: readonly string[];
  /** What Cutover asked back and nobody has answered; empty when it asked nothing. */
  options: readonly Option[];
  /** Null when nothing was done or asked. */
  last: LastTurn | null;
}

export interface ThreadMemoryStore {
  save(place: ThreadPlace, memory: ThreadMemory, now: Date): Promise<void>;
  /** Null when nothing was kept since `since`. */
  find(place: ThreadPlace, since: Date): Promise<ThreadMemory | null>;
  /** Deletes what is older than `before`. */
  expire(before: Date): Promise<void>;
}

/** What was spoken of in each thread within the last ten minutes. */
export interface ThreadMemories {
  recall(place: ThreadPlace, now: Date): Promise<ThreadMemory>;
  /** Keeps it at once for this process, and soon for others; a failure is logged. */
  keep(place: ThreadPlace, memory: ThreadMemory, now: Date): void;
  expire(now: Date): Promise<void>;
  /** Resolves when everything is stored. */
  close(): Promise<void>;
}

/** Names what was asked back, so that a button does nothing once something else was asked. */
export function askedKey(options: readonly Option[]): string {
  const said = options.map(({ title, text }) => [title, text]); // the store changes the order of fields
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12);
}

export const NOTHING_SPOKEN_OF: ThreadMemory = { servers: [], options: [], last: null };

export function createThreadMemories({
  store,
  isSingleInstance,
  log,
}: {
  store: ThreadMemoryStore;
  /** Whether no other instance uses the store: what this process knows is then all there is. */
  isSingleInstance: boolean;
  log: Log;
}): ThreadMemories {
  const known = new LRUCache<string, { memory: ThreadMemory; at: Date }>({ max: MOST_THREADS });
  let saving: Promise<void> = Promise.resolve();
  const since = (now: Date) => new Date(now.getTime() - MEMORY_MINUTES * 60_000);

  return {
    async recall(place, now) {
      const kept = known.get(keyOf(place));
      if (kept && isSingleInstance) return kept.at > since(now) ? kept.memory : NOTHING_SPOKEN_OF;
      await saving;
      const memory = (await store.find(place, since(now))) ?? NOTHING_SPOKEN_OF;
      if (isSingleInstance) known.set(keyOf(place), { memory, at: now });
      return memory;
    },

    keep(place, memory, now) {
      known.set(keyOf(place), { memory, at: now });
      saving = saving
        .then(() => store.save(place, memory, now))
        .catch((error: unknown) => log.error({ err: error }, 'failed to store what a thread is about'));
    },

    expire: (now) => store.expire(since(now)),
    close: () => saving,
  };
}

function keyOf({ tenantId, threadId }: ThreadPlace): string {
  return `${tenantId} ${threadId}`;
}
