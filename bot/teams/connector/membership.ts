import { TeamsInfo, type CloudAdapter } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Membership } from '../../dashboard/ports.ts';
import { countRequests, type LimitKeeper } from './rate-limit-policy.ts';
import { referenceTo } from './messenger.ts';

/** A member is not looked up again for this time; a person who was not found is looked up each time. */
const BELIEVED_MS = 5 * 60_000;
const KEPT = 5_000;

/**
 * Asks Teams whether a person is a member of a conversation. Each look-up counts against Teams' limits, as a
 * reply does. Rejects when Teams can't say.
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
        // Caught here: the adapter would post an error message in the conversation.
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
