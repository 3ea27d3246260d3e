import type { Kysely } from 'kysely';
import type { IdentityTeamStore } from '../alerts/ports.ts';
import type { Schema } from './schema.ts';

export function createIdentityTeamStore(db: Kysely<Schema>): IdentityTeamStore {
  return {
    async join({ tenantId, id }, level, now) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('identity_teams')
        .values({ tenant_id: tenantId, conversation_id: id, level, since: now })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'conversation_id'])
            .doUpdateSet({ level })
            .where('identity_teams.level', '!=', level),
        )
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async leave({ tenantId, id }) {
      const { numDeletedRows } = await db
        .deleteFrom('identity_teams')
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async teamsOf(tenantId) {
      const rows = await db
        .selectFrom('identity_teams')
        .select(['conversation_id', 'level'])
        .where('tenant_id', '=', tenantId)
        .orderBy('level')
        .orderBy('since')
        .execute();
      return rows.map(({ conversation_id, level }) => ({ conversationId: conversation_id, level }));
    },
  };
}
