import type { PlacedSubscription } from '../dashboard/ports.ts';
import type { ApiServices } from './api-services.ts';
import type { Caller } from './authenticate.ts';
import { notFound, Problem } from './problem.ts';

type Access = Pick<ApiServices, 'placements' | 'membership'>;

/**
 * True if the caller is a member of one of the conversations: the dashboard lets nobody do what they could not
 * do in chat.
 * @throws Problem 503 if Teams does not answer.
 */
export async function isMemberOfAny(
  { tenantId, personId }: Caller,
  conversationIds: readonly string[],
  { placements, membership }: Access,
): Promise<boolean> {
  for (const id of conversationIds) {
    const conversation = await placements.findConversation(tenantId, id);
    if (!conversation) continue;
    const isMember = await membership.isMember(conversation, personId).catch((cause: unknown) => {
      throw new Problem(
        503,
        'Teams could not confirm that you are a member of that conversation, so nothing was changed. Try again in a minute.',
        { cause },
      );
    });
    if (isMember) return true;
  }
  return false;
}

/**
 * The reminders of a channel or group chat that the caller is a member of.
 * @throws Problem 404 if the tenant has no such reminders, 403 if the caller is not a member.
 */
export async function findOwnSubscription(
  caller: Caller,
  id: string,
  access: Access,
): Promise<PlacedSubscription> {
  const subscription = await access.placements.findSubscription(caller.tenantId, id);
  if (!subscription || subscription.kind === 'personal') throw notFound('reminder subscription');
  if (await isMemberOfAny(caller, [subscription.conversationId], access)) return subscription;
  throw new Problem(403, 'Only members of that channel or chat can change its reminders.');
}
