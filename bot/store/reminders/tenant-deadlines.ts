import { sql, type Kysely, type Transaction } from 'kysely';
import type { Authored } from '../../access/author.ts';
import type { OwnDeadline } from '../../campaign/deadline.ts';
import type {
  CampaignKey,
  OwnDeadlines,
  TenantDeadlineStore,
  WishedDeadline,
} from '../../deadlines/ports.ts';
import { batch, type NonEmptyArray } from '../../platform/batch.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { selectCurrentDeadlines, selectDeadlinesOf } from './own-deadlines.ts';
import { lockDeadlines, replanNotice } from './replan-notice.ts';
import { windowNoteOf } from './window-notes.ts';

export function createTenantDeadlineStore(db: Kysely<Schema>, outbox: Outbox): TenantDeadlineStore {
  return {
    all: async () => groupByTenant(await selectCurrentDeadlines(db).execute()),

    of: batch(async (tenantIds: NonEmptyArray<string>) => {
      const known = groupByTenant(await selectDeadlinesOf(db, tenantIds).execute());
      return tenantIds.map((id) => known.get(id) ?? NONE);
    }),

    async takenBack(tenantId) {
      const { rows } = await sql<{ notice_id: string; date: string; at: Date }>`
        select last.notice_id, earlier.date, last.at
        from (${selectDeadlinesOf(db, [tenantId])}) last
        join lateral (
          select date from tenant_deadlines
          where tenant_id = last.tenant_id and notice_id = last.notice_id and date is not null
          order by number desc
          limit 1
        ) earlier on true
        where last.date is null`.execute(db);
      return new Map(rows.map(({ notice_id: id, date, at }) => [id, { date, at }]));
    },

    set: (key, wish, asked) =>
      db.transaction().execute(async (trx) => {
        await lockDeadlines(trx);
        const before = await currentDeadline(trx, key);
        if ((before?.date ?? null) === wish.date && (before?.reason ?? null) === wish.reason) return false;
        await writeDeadline(trx, outbox, { key, wish, since: asked.now, asked });
        const change = {
          act: 'set-deadline' as const,
          subject: key.noticeId,
          before: { date: before?.date ?? null },
          after: { date: wish.date },
        };
        await recordChanges(trx, { tenantId: key.tenantId, ...asked }, [change]);
        return true;
      }),

    async history({ tenantId, noticeId }, limit) {
      const rows = await db
        .selectFrom('tenant_deadlines')
        .select(['date', 'reason', 'author_name as by', 'at'])
        .where('tenant_id', '=', tenantId)
        .where('notice_id', '=', noticeId)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return rows;
    },
  };
}

const NONE: OwnDeadlines = new Map();

type CurrentRow = Awaited<ReturnType<ReturnType<typeof selectCurrentDeadlines>['executeTakeFirstOrThrow']>>;

function groupByTenant(rows: readonly CurrentRow[]): Map<string, OwnDeadlines> {
  const tenants = new Map<string, Map<string, OwnDeadline>>();
  for (const { tenant_id, notice_id, date, reason, author_name: by, at } of rows) {
    if (date === null) continue;
    const own = tenants.get(tenant_id) ?? new Map<string, OwnDeadline>();
    tenants.set(tenant_id, own.set(notice_id, { date, reason, by, at }));
  }
  return tenants;
}

/** The newest row; undefined when the tenant has never set one. The deadlines must be locked. */
export function currentDeadline(trx: Transaction<Schema>, { tenantId, noticeId }: CampaignKey) {
  return selectDeadlinesOf(trx, [tenantId]).where('notice_id', '=', noticeId).executeTakeFirst();
}

/** Writes the date that holds from now on, and has reminders follow it. The deadlines must be locked. */
export async function writeDeadline(
  trx: Transaction<Schema>,
  outbox: Outbox,
  {
    key: { tenantId, noticeId },
    wish: { date, reason },
    since,
    asked: { by, now },
  }: {
    key: CampaignKey;
    wish: WishedDeadline;
    /** Reminders that were due until then are not posted for this date; null: no such limit. */
    since: Date | null;
    asked: Authored;
  },
): Promise<void> {
  await trx
    .insertInto('tenant_deadlines')
    .values({
      tenant_id: tenantId,
      notice_id: noticeId,
      date,
      reason,
      since,
      author_id: by.id,
      author_name: by.name,
      at: now,
    })
    .execute();
  const known = await trx
    .selectFrom('known_cut_offs')
    .select('cut_off')
    .where('notice_id', '=', noticeId)
    .executeTakeFirst();
  await outbox.requestRefresh(trx, windowNoteOf(tenantId, noticeId), now);
  await replanNotice(trx, outbox, { noticeId, tenantId, date: date ?? known?.cut_off ?? null, now });
}
