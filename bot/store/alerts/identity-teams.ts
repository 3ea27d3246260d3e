import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { admissionOf, type Admission } from '../../access/acts.ts';
import type { IdentityTeam, IdentityTeamStore, AlertPreferences } from '../../alerts/ports.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import { toQuietHours, toQuietHoursColumns } from '../database/quiet-hours-columns.ts';
import type { IdentityTeamTable } from '../database/alert-tables.ts';
import type { Schema } from '../database/schema.ts';

/** First key of the advisory lock; unique in the database. */
const TEAMS_LOCK = 7_041_024;

export function createIdentityTeamStore(db: Kysely<Schema>): IdentityTeamStore {
  return {
    join: ({ conversation, askerId, preferences }, asked) =>
      db.transaction().execute(async (trx) => {
        const { tenantId, id } = conversation;
        const isTeam = (await lockIdentityTeam(trx, conversation)) !== null;
        const admission = isTeam ? 'joins' : await admit(trx, conversation, askerId);
        if (admission !== 'joins') return admission;
        const { before, after } = await joinIdentityTeam(trx, conversation, preferences, asked.now);
        await recordChanges(trx, { tenantId, ...asked }, [
          {
            act: 'join-identity-team',
            subject: id,
            before: { team: before, request: null },
            after: { team: after, request: null },
          },
        ]);
        return admission;
      }),

    leave: ({ tenantId, id }, asked) =>
      db.transaction().execute(async (trx) => {
        const team = await leaveIdentityTeam(trx, { tenantId, id }, asked.now);
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

/** Whether a conversation that isn't an identity team may become one now. */
async function admit(
  trx: Transaction<Schema>,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
  askerId: string,
): Promise<Admission> {
  const team = await trx
    .selectFrom('identity_teams')
    .select('conversation_id')
    .where('tenant_id', '=', tenantId)
    .limit(1)
    .executeTakeFirst();
  const former = await trx
    .selectFrom('former_identity_teams')
    .select('conversation_id')
    .where('tenant_id', '=', tenantId)
    .execute();
  const installers = await trx
    .selectFrom('installers')
    .select('person_id')
    .where('tenant_id', '=', tenantId)
    .execute();
  return admissionOf({
    hasIdentityTeam: team !== undefined,
    hasFormerTeam: former.length > 0,
    isFormerTeam: former.some(({ conversation_id }) => conversation_id === id),
    installers: installers.map(({ person_id }) => person_id),
    askerId,
  });
}

/** Has whatever changes the tenant's identity teams wait for the transaction. */
async function lockIdentityTeams(trx: Transaction<Schema>, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TEAMS_LOCK}, hashtext(${tenantId}))`.execute(trx);
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

/** Has other changes of the tenant's identity teams wait for the transaction. Null if the conversation isn't an identity team. */
export async function lockIdentityTeam(
  trx: Transaction<Schema>,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
): Promise<AlertPreferences | null> {
  await lockIdentityTeams(trx, tenantId);
  const row = await trx
    .selectFrom('identity_teams')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', id)
    .executeTakeFirst();
  return row ? toPreferences(row) : null;
}

/** Resolves with the preferences that it had; null if the conversation wasn't an identity team. */
export async function leaveIdentityTeam(
  trx: Transaction<Schema>,
  { tenantId, id }: Pick<Conversation, 'tenantId' | 'id'>,
  now: Date,
): Promise<AlertPreferences | null> {
  await lockIdentityTeams(trx, tenantId);
  const row = await trx
    .deleteFrom('identity_teams')
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  await trx
    .insertInto('former_identity_teams')
    .values({ tenant_id: tenantId, conversation_id: id, left_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet({ left_at: now }),
    )
    .execute();
  return toPreferences(row);
}

/** Only the preferences that are given. */
function toPreferenceColumns({ level, severity, quietHours, zone, mentions }: Partial<AlertPreferences>) {
  return {
    ...(level === undefined ? {} : { level }),
    ...(severity === undefined ? {} : { severity }),
    ...(quietHours === undefined ? {} : toQuietHoursColumns(quietHours)),
    ...(zone === undefined ? {} : { zone }),
    ...(mentions === undefined ? {} : { mentions: JSON.stringify(mentions) }),
  };
}

function toIdentityTeam(row: Selectable<IdentityTeamTable>): IdentityTeam {
  return { conversationId: row.conversation_id, ...toPreferences(row) };
}

function toPreferences(row: Selectable<IdentityTeamTable>): AlertPreferences {
  const { level, severity, zone, mentions } = row;
  // Absent in entries of the audit trail that are older than mentions, which undo compares.
  const whom = mentions.length > 0 ? { mentions } : {};
  return { level, severity, quietHours: toQuietHours(row), zone, ...whom };
}
