import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { IdentityTeamChange, IdentityTeamState } from '../../dashboard/audit-entry.ts';
import type { LockedSubject } from '../audit/locked-subject.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { lastRequest, reopenRequest, withdrawRequest } from './identity-team-requests.ts';
import { joinIdentityTeam, leaveIdentityTeam, lockIdentityTeam } from './identity-teams.ts';

/** Locks the conversation that a change is about, with the request that was made or decided. */
export async function lockIdentityTeamChange(
  trx: Transaction<Schema>,
  outbox: Outbox,
  { tenantId, change }: { tenantId: string; change: IdentityTeamChange },
): Promise<LockedSubject> {
  const { act, subject: id, before, after } = change;
  // In this order, as a decision locks them.
  const request = after.request === null ? null : await lastRequest(trx, { tenantId, id });
  const team = await lockIdentityTeam(trx, { tenantId, id });
  const isUnchanged = isDeepStrictEqual(team, after.team) && (request?.state ?? null) === after.request;
  const standing = (state: IdentityTeamState) => ({ kind: 'identity-team' as const, state });
  return {
    standing: standing({ team, request: request?.state ?? null }),
    isUnchanged,
    async restore({ by, now }) {
      if (before.team) await joinIdentityTeam(trx, { tenantId, id }, { mentions: [], ...before.team }, now);
      else await leaveIdentityTeam(trx, { tenantId, id }, now);
      if (request && act === 'request-identity-team') await withdrawRequest(trx, request, { by, now });
      else if (request) await reopenRequest(trx, outbox, request, now);
      return standing(before);
    },
  };
}
