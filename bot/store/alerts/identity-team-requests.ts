import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import {
  REQUEST_DAYS,
  type IdentityTeamRequest,
  type IdentityTeamRequestStore,
  type InstallerStore,
} from '../../alerts/identity-team-request.ts';
import type { IdentityTeamRequestTable } from '../database/alert-tables.ts';
import type { Schema } from '../database/schema.ts';
import type { Authored } from '../../access/author.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { joinIdentityTeam } from './identity-teams.ts';

/** The kind of its posts. */
const KIND = 'identity-team';

const DAY_MS = 86_400_000;

export function createIdentityTeamRequestStore(db: Kysely<Schema>, outbox: Outbox): IdentityTeamRequestStore {
  return {
    ask: (wish, asked) =>
      db.transaction().execute(async (trx) => {
        const request = await keepRequest(trx, wish, asked.now);
        if (!request) return null;
        await recordChanges(trx, { tenantId: request.tenantId, ...asked }, [
          {
            act: 'request-identity-team',
            subject: request.conversationId,
            before: { team: null, request: null },
            after: { team: null, request: 'waiting' },
          },
        ]);
        return request;
      }),

    async find(tenantId, id) {
      const row = await db
        .selectFrom('identity_team_requests')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toRequest(row) : null;
    },

    decide: ({ tenantId, id }, { by, isApproved }, now) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('identity_team_requests')
          .set({ state: isApproved ? 'approved' : 'declined', decided_by: by.name, decided_at: now })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        const request = toRequest(row);
        const { conversationId, preferences } = request;
        const joined = isApproved
          ? await joinIdentityTeam(trx, { tenantId, id: conversationId }, preferences, now)
          : { before: null, after: null };
        await recordChanges(trx, { tenantId, by, now }, [
          {
            act: isApproved ? 'approve-identity-team' : 'decline-identity-team',
            subject: conversationId,
            before: { team: joined.before, request: 'waiting' },
            after: { team: joined.after, request: isApproved ? 'approved' : 'declined' },
          },
        ]);
        await tellAsker(trx, outbox, request, now);
        return request;
      }),

    async review(now) {
      const expired = await db
        .updateTable('identity_team_requests')
        .set({ state: 'expired', decided_at: now })
        .where('state', '=', 'waiting')
        .where('asked_at', '<=', new Date(now.getTime() - REQUEST_DAYS * DAY_MS))
        .returningAll()
        .execute();
      const others = await db
        .selectFrom('identity_team_requests')
        .selectAll()
        .where((row) =>
          row.or([
            row('state', '=', 'waiting'),
            row.and([
              row('state', '=', 'withdrawn'),
              row('decided_at', '>', new Date(now.getTime() - DAY_MS)),
            ]),
          ]),
        )
        .execute();
      return [...expired, ...others].map(toRequest);
    },
  };
}

/** Null when there is no room for a request. */
async function keepRequest(
  trx: Transaction<Schema>,
  { conversation, asker, preferences }: Parameters<IdentityTeamRequestStore['ask']>[0],
  now: Date,
): Promise<IdentityTeamRequest | null> {
  const { tenantId, id: conversationId, kind: place } = conversation;
  const last = await lastRequest(trx, { tenantId, id: conversationId });
  const since = new Date(now.getTime() - REQUEST_DAYS * DAY_MS);
  const earlier = await trx
    .selectFrom('identity_team_requests')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where((row) => row.or([row('conversation_id', '=', conversationId), row('asker_id', '=', asker.id)]))
    .where((row) =>
      row.or([
        row('state', '=', 'waiting'),
        row.and([row('state', '=', 'declined'), row('decided_at', '>', since)]),
      ]),
    )
    .executeTakeFirst();
  if (earlier) return null;
  const asked = {
    asker_id: asker.id,
    asker_name: asker.name,
    preferences: JSON.stringify(preferences),
    state: 'waiting' as const,
    asked_at: now,
    decided_by: null,
    decided_at: null,
  };
  const row =
    last?.state === 'withdrawn'
      ? await trx
          .updateTable('identity_team_requests')
          .set(asked)
          .where('id', '=', last.id)
          .returningAll()
          .executeTakeFirst()
      : await trx
          .insertInto('identity_team_requests')
          .values({ id: randomUUID(), tenant_id: tenantId, conversation_id: conversationId, place, ...asked })
          // Somebody else may ask there at the same moment.
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'conversation_id']).where('state', '=', 'waiting').doNothing(),
          )
          .returningAll()
          .executeTakeFirst();
  return row ? toRequest(row) : null;
}

/** The newest request of the conversation, locked; null if it never asked. */
export async function lastRequest(
  trx: Transaction<Schema>,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<IdentityTeamRequest | null> {
  const row = await trx
    .selectFrom('identity_team_requests')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', id)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row ? toRequest(row) : null;
}

/** Takes the decision on a request back, and tells the conversation that asked. */
export async function reopenRequest(
  trx: Transaction<Schema>,
  outbox: Outbox,
  request: IdentityTeamRequest,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('identity_team_requests')
    .set({ state: 'waiting', decided_by: null, decided_at: null })
    .where('id', '=', request.id)
    .execute();
  await tellAsker(trx, outbox, { ...request, state: 'waiting' }, now);
}

/** Takes the request itself back; the conversation that asked did that. */
export async function withdrawRequest(
  trx: Transaction<Schema>,
  { id }: IdentityTeamRequest,
  { by, now }: Authored,
): Promise<void> {
  await trx
    .updateTable('identity_team_requests')
    .set({ state: 'withdrawn', decided_by: by.name, decided_at: now })
    .where('id', '=', id)
    .execute();
}

/** A decision may be taken back and made again: each is told. */
async function tellAsker(
  trx: Transaction<Schema>,
  outbox: Outbox,
  { id: subjectId, tenantId, conversationId, state }: IdentityTeamRequest,
  now: Date,
): Promise<void> {
  const occasion = `${state} ${now.toISOString()}`;
  await outbox.post(trx, { kind: KIND, subjectId, occasion, tenantId, conversationId }, now);
}

export function createInstallerStore(db: Kysely<Schema>): InstallerStore {
  return {
    async record(tenantId, personId, now) {
      await db
        .insertInto('installers')
        .values({ tenant_id: tenantId, person_id: personId, installed_at: now })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id']).doNothing())
        .execute();
    },
  };
}

function toRequest(row: Selectable<IdentityTeamRequestTable>): IdentityTeamRequest {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    place: row.place,
    asker: { id: row.asker_id, name: row.asker_name },
    preferences: row.preferences,
    state: row.state,
    askedAt: row.asked_at,
    decidedBy: row.decided_by,
  };
}
