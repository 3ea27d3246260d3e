import { TeamsInfo, type CloudAdapter } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Membership } from '../../dashboard/ports.ts';
import { countRequests, type LimitKeeper } from './rate-limit-policy.ts';
import { referenceTo } from './messenger.ts';

/** Who was found in a conversation is believed to be there for so long; who was not is looked up again. */
const BELIEVED_MS = 5 * 60_000;
const KEPT = 5_000;

/**
 * Asks Teams who is in a conversation: the roster of a channel is that of its members, a private one's its own.
 * `limits` are told of each look-up, which counts against Teams' limits as a reply does.
 */
export function createMembership(adapter: CloudAdapter, botAppId: string, limits: LimitKeeper): Membership {
  const members = new LRUCache<string, true>({ max: KEPT, ttl: BELIEVED_MS });
  return {
    async isMember(conversation, personId) {
      if (personId === null) return false;
      const key = `${conversation.tenantId} ${conversation.id} ${personId}`;
      if (members.has(key)) return true;
      const found: { isThere: boolean; failure?: Error } = { isThere: false };
      await adapter.continueConversationAsync(botAppId, referenceTo(conversation), async (context) => {
        countRequests(context, adapter, limits);
        // Caught here, for the adapter apologises in the conversation for what a turn throws.
        await TeamsInfo.getMember(context, personId).then(
          () => (found.isThere = true),
          (error: unknown) => {
            if ((error as { statusCode?: number }).statusCode !== 404) found.failure = error as Error;
          },
        );
      });
      if (found.failure) throw found.failure;
      if (found.isThere) members.set(key, true);
      return found.isThere;
    },
  };
}
