import { TeamsInfo, type CloudAdapter } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Conversation } from '../../delivery/conversation.ts';
import { referenceTo } from './messenger.ts';
import { countRequests, type LimitKeeper } from './rate-limit-policy.ts';

/** A person is looked up again after this time; if Teams doesn't answer then, what it said before holds. */
const BELIEVED_MS = 3_600_000;
const KEPT = 20_000;

/** Whether a person is a guest of the tenant; null if Teams doesn't say. */
export type IsGuest = (conversation: Conversation, personId: string) => Promise<boolean | null>;

/**
 * Asks Teams for the person's role, once an hour at most for each person: the request counts against Teams' limits.
 * Somebody whom the conversation's members don't include, or who belongs to another tenant, is a guest as well.
 */
export function createGuestLookup(adapter: CloudAdapter, botAppId: string, limits: LimitKeeper): IsGuest {
  const guests = new LRUCache<string, boolean>({
    max: KEPT,
    ttl: BELIEVED_MS,
    allowStale: true,
    noDeleteOnStaleGet: true,
  });
  const asking = new Map<string, Promise<boolean | null>>();

  async function ask(conversation: Conversation, personId: string): Promise<boolean | null> {
    const { tenantId } = conversation;
    let isGuest: boolean | null = null;
    await adapter.continueConversationAsync(botAppId, referenceTo(conversation), async (context) => {
      countRequests(context, adapter, limits);
      // Caught here: the adapter would post an error message in the conversation.
      await TeamsInfo.getMember(context, personId).then(
        (member) => (isGuest = member.userRole === 'guest' || (member.tenantId ?? tenantId) !== tenantId),
        (error: unknown) => {
          if ((error as { statusCode?: number }).statusCode === 404) isGuest = true;
        },
      );
    });
    return isGuest;
  }

  return async (conversation, personId) => {
    const key = `${conversation.tenantId} ${personId}`;
    if (guests.getRemainingTTL(key) > 0) return guests.get(key) ?? null;
    const known = asking.get(key) ?? ask(conversation, personId).finally(() => asking.delete(key));
    asking.set(key, known);
    const isGuest = await known;
    if (isGuest === null) return guests.get(key) ?? null;
    guests.set(key, isGuest);
    return isGuest;
  };
}
