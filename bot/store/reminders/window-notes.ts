import { sql, type Kysely } from 'kysely';
import type { WindowAudience, WindowNoteStore } from '../../deadlines/ports.ts';
import { covers, EVERY_NOTICE, type Coverage } from '../../reminders/coverage.ts';
import { ALL_NOTICES } from '../../reminders/ports.ts';
import { toQuietHours } from '../database/quiet-hours-columns.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';

/** The `kind` of its posts in the ledger. */
const WINDOW_NOTE = 'window';

/** What the ledger's post of a tenant is about. */
export function windowNoteOf(tenantId: string, noticeId: string) {
  return { kind: WINDOW_NOTE, subjectId: `${noticeId} ${tenantId}` };
}

export function createWindowNoteStore(db: Kysely<Schema>, outbox: Outbox): WindowNoteStore {
  return {
    async waiting(noticeId, now) {
      const { rows } = await sql<PlaceRow>`
        select place.*
        from (
          select tenant_id, conversation_id, quiet_from, quiet_until, zone, null::jsonb as coverage,
            level as rank, since
          from identity_teams
          union all
          select tenant_id, conversation_id, quiet_from, quiet_until, zone, coverage, 10, asked_at
          from subscriptions
          where state = 'active' and (snoozed_until is null or snoozed_until <= ${now})
            and notice_id in (${ALL_NOTICES}, ${noticeId})
        ) place
        where not exists (
          select 1 from posts
          where kind = ${WINDOW_NOTE} and subject_id = ${noticeId} || ' ' || place.tenant_id
            and state <> 'failed'
        ) and not exists (
          select 1 from posts refused
          join conversations seen
            on seen.tenant_id = refused.tenant_id and seen.id = refused.conversation_id
          where refused.kind = ${WINDOW_NOTE} and refused.subject_id = ${noticeId} || ' ' || place.tenant_id
            and refused.conversation_id = place.conversation_id and refused.changed_at >= seen.seen_at
        ) and not exists (
          select 1 from tenant_deadlines deadline
          where deadline.tenant_id = place.tenant_id and deadline.notice_id = ${noticeId}
        )
        order by place.rank, place.since, place.conversation_id`.execute(db);
      const first = new Map<string, WindowAudience>();
      for (const { tenant_id: tenantId, conversation_id: conversationId, zone, ...row } of rows) {
        if (first.has(tenantId) || !covers(row.coverage ?? EVERY_NOTICE, noticeId)) continue;
        first.set(tenantId, { tenantId, conversationId, zone, quietHours: toQuietHours(row) });
      }
      return [...first.values()];
    },

    tell: ({ tenantId, noticeId }, conversationId, now) =>
      db.transaction().execute(async (trx) => {
        const { kind, subjectId } = windowNoteOf(tenantId, noticeId);
        const { failures } = await trx
          .selectFrom('posts')
          .select((row) => row.fn.countAll<string>().as('failures'))
          .where('kind', '=', kind)
          .where('subject_id', '=', subjectId)
          .where('state', '=', 'failed')
          .executeTakeFirstOrThrow();
        // The same for every instance that tries: one of them posts.
        const occasion = Number(failures) === 0 ? 'unknown' : `unknown after ${failures}`;
        return outbox.post(trx, { kind, subjectId, occasion, tenantId, conversationId }, now);
      }),
  };
}

interface PlaceRow {
  tenant_id: string;
  conversation_id: string;
  quiet_from: string | null;
  quiet_until: string | null;
  zone: string;
  coverage: Coverage | null;
}
