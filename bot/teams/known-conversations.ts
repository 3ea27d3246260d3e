import { LRUCache } from 'lru-cache';
import type { Conversation, ConversationStore } from '../delivery/conversation.ts';
import type { Clock } from '../platform/clock.ts';

const MOST_KEPT = 10_000;

/** After this time an address is written again, which also resumes reminders that a refused post had suspended. */
const KEPT_MS = 30_000;

/** Keeps the newest address of each conversation, without a write for every message. */
export interface KnownConversations {
  remember(conversation: Conversation): Promise<void>;
  /** The next message of any conversation writes its address again, which resumes what was suspended. */
  clear(): void;
}

export function createKnownConversations(
  conversations: Pick<ConversationStore, 'remember'>,
  clock: Clock,
): KnownConversations {
  const written = new LRUCache<string, string>({ max: MOST_KEPT, ttl: KEPT_MS });
  return {
    async remember(conversation) {
      const { tenantId, id, serviceUrl, botId, teamId = '' } = conversation;
      const key = `${tenantId} ${id}`;
      const address = `${serviceUrl} ${botId} ${teamId}`;
      if (written.get(key) === address) return;
      await conversations.remember(conversation, clock.now());
      written.set(key, address);
    },
    clear: () => written.clear(),
  };
}
