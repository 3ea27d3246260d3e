import type { Kysely } from 'kysely';
import type { Conversation, ConversationStore } from '../reminders/ports.ts';
import type { Schema } from './schema.ts';

export function createConversationStore(db: Kysely<Schema>): ConversationStore {
  return {
    async remember(conversation, now) {
      await db.transaction().execute(async (trx) => {
        const row = toRow(conversation, now);
        await trx
          .insertInto('conversations')
          .values(row)
          .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
          .execute();
        await trx
          .updateTable('subscriptions')
          .set({ state: 'active' })
          .where('tenant_id', '=', conversation.tenantId)
          .where('conversation_id', '=', conversation.id)
          .where('state', '=', 'suspended')
          .execute();
      });
    },

    async suspend({ tenantId, id }) {
      await db
        .updateTable('subscriptions')
        .set({ state: 'suspended' })
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', id)
        .where('state', '=', 'active')
        .execute();
    },

    async newestTenant() {
      const row = await db
        .selectFrom('conversations')
        .select('tenant_id')
        .orderBy('seen_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.tenant_id ?? 'local';
    },

    async claimWelcome({ tenantId, id }, now) {
      const { numUpdatedRows } = await db
        .updateTable('conversations')
        .set({ welcomed_at: now })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .where('welcomed_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function toRow({ tenantId, id, kind, serviceUrl, botId }: Conversation, now: Date) {
  return { tenant_id: tenantId, id, kind, service_url: serviceUrl, bot_id: botId, seen_at: now };
}
