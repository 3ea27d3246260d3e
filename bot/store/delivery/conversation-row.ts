import type { Selectable } from 'kysely';
import type { Conversation } from '../../delivery/conversation.ts';
import type { ConversationTable } from '../database/delivery-tables.ts';

/** The columns that `toConversation` reads. */
export const CONVERSATION_COLUMNS = ['tenant_id', 'id', 'kind', 'service_url', 'bot_id'] as const;

export type ConversationRow = Pick<Selectable<ConversationTable>, (typeof CONVERSATION_COLUMNS)[number]>;

export function toConversation(row: ConversationRow): Conversation {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    kind: row.kind,
    serviceUrl: row.service_url,
    botId: row.bot_id,
  };
}
