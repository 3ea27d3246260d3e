import type { Insertable, Selectable } from 'kysely';
import type { Conversation } from '../../delivery/conversation.ts';
import type { ConversationTable } from '../database/delivery-tables.ts';

/** A team id that Teams does not mention leaves the stored one as it is. */
export function toConversationRow(
  { tenantId, id, kind, serviceUrl, botId, teamId }: Conversation,
  now: Date,
): Insertable<ConversationTable> {
  return {
    tenant_id: tenantId,
    id,
    kind,
    service_url: serviceUrl,
    bot_id: botId,
    seen_at: now,
    ...(teamId === undefined ? {} : { team_id: teamId }),
  };
}

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
