import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { recordNames, type DatedName } from './places.ts';
import type { Scope, ConversationStore, Seen } from '../../delivery/conversation.ts';

export function createConversationStore(db: Kysely<Schema>): ConversationStore {
  async function rememberAll(seen: readonly Seen[]): Promise<void> {
    const rows = toRows(seen);
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('conversations')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'id']).doUpdateSet((row) => ({
            kind: row.ref('excluded.kind'),
            service_url: row.ref('excluded.service_url'),
            bot_id: row.ref('excluded.bot_id'),
            seen_at: row.ref('excluded.seen_at'),
            team_id: row.fn.coalesce('excluded.team_id', 'conversations.team_id'),
          })),
        )
        .execute();
      await activate(trx)
        .where((where) =>
          where(
            where.refTuple('tenant_id', 'conversation_id'),
            'in',
            rows.map((row) => where.tuple(row.tenant_id, row.id)),
          ),
        )
        .execute();
      await recordNames(trx, seen.flatMap(namesIn));
    });
  }

  return {
    rememberAll,

    remember: (conversation, now) => rememberAll([{ conversation, at: now }]),

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

    async recordInstallation({ tenantId, id, teamId }, at) {
      const recorded = await db
        .insertInto('installations')
        .values({ tenant_id: tenantId, place_id: teamId ?? id, changed_at: at })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'place_id'])
            .doUpdateSet({ changed_at: at })
            .where('installations.changed_at', '<=', at),
        )
        .returning('place_id')
        .executeTakeFirst();
      return recorded !== undefined;
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

function namesIn({ conversation: { tenantId }, told }: Seen): DatedName[] {
  return told?.names.map((name) => ({ ...name, tenantId, toldAt: told.at })) ?? [];
}

/** One for each conversation, in the order of their keys, so that two instances never wait for each other. */
function toRows(seen: readonly Seen[]) {
  const newest = new Map(
    seen.map(({ conversation, at }) => [
      JSON.stringify([conversation.tenantId, conversation.id]),
      { conversation, at },
    ]),
  );
  return [...newest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { conversation, at }]) => {
      const { tenantId, id, kind, serviceUrl, botId, teamId = null } = conversation;
      return {
        tenant_id: tenantId,
        id,
        kind,
        service_url: serviceUrl,
        bot_id: botId,
        seen_at: at,
        team_id: teamId,
      };
    });
}
