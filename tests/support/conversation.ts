import { randomUUID } from 'node:crypto';
import type { Conversation } from '../../bot/delivery/conversation.ts';

/** A channel as the stores keep it, in a tenant of its own unless `changes` say otherwise. */
export function createConversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    tenantId: randomUUID(),
    id: `19:${randomUUID()}@thread.tacv2`,
    kind: 'channel',
    serviceUrl: 'https://smba.example.com/',
    botId: '28:bot',
    ...changes,
  };
}
