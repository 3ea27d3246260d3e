import type { Kysely } from 'kysely';
import type { IdentityTeamStore, TeamWishes } from '../../alerts/ports.ts';
import type { Schema } from '../database/schema.ts';

export function createIdentityTeamStore(db: Kysely<Schema>): IdentityTeamStore {
  return {
    async join({ tenantId, id }, wishes, now) {
      const columns = toColumns(wishes);
      await db
        .insertInto('identity_teams')
        .values({ tenant_id: tenantId, conversation_id: id, level: 0, since: now, ...columns })
        .onConflict((conflict) =>
          // Updated to what it is when nothing is wished.
          conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet({ tenant_id: tenantId, ...columns }),
        )
        .execute();
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
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('level')
        .orderBy('since')
        .execute();
      return rows.map(({ conversation_id, level, severity, quiet_from: from, quiet_until: until, zone }) => ({
        conversationId: conversation_id,
        level,
        severity,
        quietHours: from !== null && until !== null ? { from, until } : null,
        zone,
      }));
    },

    async tenants() {
      const rows = await db.selectFrom('identity_teams').select('tenant_id').distinct().execute();
      return rows.map(({ tenant_id }) => tenant_id);
    },
  };
}

function toColumns({ level, severity, quietHours, zone }: Partial<TeamWishes>) {
  return {
    ...(level === undefined ? {} : { level }),
    ...(severity === undefined ? {} : { severity }),
    ...(quietHours === undefined
      ? {}
      : { quiet_from: quietHours?.from ?? null, quiet_until: quietHours?.until ?? null }),
    ...(zone === undefined ? {} : { zone }),
  };
}
