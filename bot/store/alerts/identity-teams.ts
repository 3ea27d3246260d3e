import type { Kysely, Selectable, Transaction } from 'kysely';
import type { IdentityTeam, IdentityTeamStore, AlertPreferences } from '../../alerts/ports.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import { toQuietHours, toQuietHoursColumns } from '../database/quiet-hours-columns.ts';
import type { IdentityTeamTable, Schema } from '../database/schema.ts';

export function createIdentityTeamStore(db: Kysely<Schema>): IdentityTeamStore {
  return {
    join: (conversation, preferences, asked) =>
      db.transaction().execute(async (trx) => {
        const { tenantId, id } = conversation;
        const { before, after } = await joinIdentityTeam(trx, conversation, preferences, asked.now);
        await recordChanges(trx, { tenantId, ...asked }, [
          {
            act: 'join-identity-team',
            subject: id,
            before: { team: before, request: null },
            after: { team: after, request: null },
          },
        ]);
      }),

    leave: ({ tenantId, id }, asked) =>
      db.transaction().execute(async (trx) => {
        const team = await leaveIdentityTeam(trx, { tenantId, id });
        if (!team) return false;
        await recordChanges(trx, { tenantId, ...asked }, [
          {
            act: 'leave-identity-team',
            subject: id,
            before: { team, request: null },
            after: { team: null, request: null },
          },
        ]);
        return true;
      }),

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

/** Adds the conversation, or changes its preferences. Resolves with those before, null if it is new, and after. */
export async function joinIdentityTeam(
  trx: Transaction<Schema>,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
  preferences: Partial<AlertPreferences>,
  now: Date,
): Promise<{ before: AlertPreferences | null; after: AlertPreferences }> {
  const columns = toPreferenceColumns(preferences);
  const before = await lockIdentityTeam(trx, { tenantId, id });
  const after = await trx
    .insertInto('identity_teams')
    .values({ tenant_id: tenantId, conversation_id: id, level: 0, since: now, ...columns })
    .onConflict((conflict) =>
      // A no-op update if no preference is given.
      conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet({ tenant_id: tenantId, ...columns }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return { before, after: toPreferences(after) };
}

/** Has other changes of it wait for the transaction. Null if the conversation isn't an identity team. */
export async function lockIdentityTeam(
  trx: Transaction<Schema>,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
): Promise<AlertPreferences | null> {
  const row = await trx
    .selectFrom('identity_teams')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toPreferences(row) : null;
}

/** Resolves with the preferences that it had; null if the conversation wasn't an identity team. */
export async function leaveIdentityTeam(
  trx: Transaction<Schema>,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
): Promise<AlertPreferences | null> {
  const row = await trx
    .deleteFrom('identity_teams')
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row ? toPreferences(row) : null;
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
  return { conversationId: row.conversation_id, ...toPreferences(row) };
}

function toPreferences(row: Selectable<IdentityTeamTable>): AlertPreferences {
  return { level: row.level, severity: row.severity, quietHours: toQuietHours(row), zone: row.zone };
}
