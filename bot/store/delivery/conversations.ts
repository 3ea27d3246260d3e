import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Conversation, Scope, ConversationStore } from '../../delivery/conversation.ts';

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
        await activate(trx)
          .where('tenant_id', '=', conversation.tenantId)
          .where('conversation_id', '=', conversation.id)
          .execute();
      });
    },

    async suspend(scope, because) {
      const { numUpdatedRows } = await db
        .updateTable('subscriptions')
        .set({ state: 'suspended', suspended_because: because })
        .where(isIn(scope))
        .where('state', '=', 'active')
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    async resume(scope, because) {
      const { numUpdatedRows } = await activate(db)
        .where(isIn(scope))
        .where('suspended_because', '=', because)
        .executeTakeFirst();
      return Number(numUpdatedRows);
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

function activate(db: Kysely<Schema>) {
  return db
    .updateTable('subscriptions')
    .set({ state: 'active', suspended_because: null })
    .where('state', '=', 'suspended');
}

/** Of subscriptions: theirs is the conversation, or a channel of the team, whose first channel has the team's id. */
function isIn(scope: Scope) {
  return (row: ExpressionBuilder<Schema, 'subscriptions'>) => {
    const ofTenant = row('tenant_id', '=', scope.tenantId);
    if ('conversationId' in scope) return ofTenant.and('conversation_id', '=', scope.conversationId);
    const channels = row
      .selectFrom('conversations')
      .select('conversations.id')
      .where('conversations.tenant_id', '=', scope.tenantId)
      .where((channel) =>
        channel.or([channel('team_id', '=', scope.teamId), channel('id', '=', scope.teamId)]),
      );
    return ofTenant.and('conversation_id', 'in', channels);
  };
}

function toRow({ tenantId, id, kind, serviceUrl, botId, teamId }: Conversation, now: Date) {
  return {
    ...{ tenant_id: tenantId, id, kind, service_url: serviceUrl, bot_id: botId, seen_at: now },
    ...(teamId === undefined ? {} : { team_id: teamId }),
  };
}
