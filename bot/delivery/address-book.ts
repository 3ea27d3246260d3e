import { LRUCache } from 'lru-cache';
import { batch } from '../platform/batch.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Conversation, ConversationStore, Seen } from './conversation.ts';

/** After this time an unchanged address is stored again, which also resumes reminders that a blocked post suspended. */
const REWRITE_AFTER_MS = 30_000;

const MOST_ADDRESSES = 10_000;

/** Stores the newest address of each conversation after its messages were answered. */
export interface AddressBook {
  /** Stores an address and names soon, unless the same ones were stored in the last 30 seconds. Logs failures. */
  record(conversation: Conversation, told?: Seen['told']): void;
  /** Resolves when all recorded addresses are stored, or storing them failed. */
  flush(): Promise<void>;
  /** Stores every address again when it is recorded next: for use after an event that suspended reminders. */
  clear(): void;
}

/** Addresses that are recorded during a write share the next one. */
export function createAddressBook({
  conversations,
  clock,
  log,
}: {
  conversations: Pick<ConversationStore, 'rememberAll'>;
  clock: Clock;
  log: Log;
}): AddressBook {
  const written = new LRUCache<string, { address: string; at: number }>({ max: MOST_ADDRESSES });
  const writing = new Set<Promise<void>>();
  const write = batch(async (seen: readonly Seen[]) => {
    await conversations.rememberAll(seen);
    return seen.map(() => undefined);
  });

  async function writeDown(key: string, seen: Seen): Promise<void> {
    try {
      await write(seen);
    } catch (error) {
      written.delete(key); // the next message there tries again
      log.error(
        { err: error, conversationId: seen.conversation.id },
        'failed to store a conversation address, will retry on its next message',
      );
    }
  }

  return {
    record(conversation, told) {
      const key = `${conversation.tenantId} ${conversation.id}`;
      const { serviceUrl, botId, teamId } = conversation;
      const address = JSON.stringify([serviceUrl, botId, teamId, told?.names]);
      const last = written.get(key);
      const now = performance.now();
      if (last?.address === address && now - last.at < REWRITE_AFTER_MS) return;
      written.set(key, { address, at: now });
      const seen = { conversation, at: clock.now(), ...(told && { told }) };
      const work = writeDown(key, seen).finally(() => writing.delete(work));
      writing.add(work);
    },
    async flush() {
      await Promise.all(writing);
    },
    clear: () => written.clear(),
  };
}
