import type { Kysely, Selectable } from 'kysely';
import type { IdentityTeam, IdentityTeamStore, AlertPreferences } from '../../alerts/ports.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import { toQuietHours, toQuietHoursColumns } from '../database/quiet-hours-columns.ts';
import type { IdentityTeamTable, Schema } from '../database/schema.ts';

export function createIdentityTeamStore(db: Kysely<Schema>): IdentityTeamStore {
  return {
    join: (conversation, preferences, now) => joinIdentityTeam(db, conversation, preferences, now),

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
      return rows.map(toIdentityTeam);
    },

    async tenants() {
      const rows = await db.selectFrom('identity_teams').select('tenant_id').distinct().execute();
      return rows.map(({ tenant_id }) => tenant_id);
    },
  };
}

/** Adds the conversation, or changes its preferences. */
export async function joinIdentityTeam(
  db: Kysely<Schema>,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
  preferences: Partial<AlertPreferences>,
  now: Date,
): Promise<void> {
  const columns = toPreferenceColumns(preferences);
  await db
    .insertInto('identity_teams')
    .values({ tenant_id: tenantId, conversation_id: id, level: 0, since: now, ...columns })
    .onConflict((conflict) =>
      // A no-op update if no preference is given.
      conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet({ tenant_id: tenantId, ...columns }),
    )
    .execute();
}

/** Only the preferences that are given. */
function toPreferenceColumns({ level, severity, quietHours, zone }: Partial<AlertPreferences>) {
  return {
    ...(level === undefined ? {} : { level }),
    ...(severity === undefined ? {} : { severity }),
    ...(quietHours === undefined ? {} : toQuietHoursColumns(quietHours)),
    ...(zone === undefined ? {} : { zone }),
  };
}

function toIdentityTeam(row: Selectable<IdentityTeamTable>): IdentityTeam {
  return {
    conversationId: row.conversation_id,
    level: row.level,
    severity: row.severity,
    quietHours: toQuietHours(row),
    zone: row.zone,
  };
}
