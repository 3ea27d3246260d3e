import type { Kysely } from 'kysely';
import type { KnownCutOffs } from '../../alerts/watches/cut-off-watch.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { lockDeadlines, planAgain, replanNotice } from './replan-notice.ts';

export function createKnownCutOffs(db: Kysely<Schema>, outbox: Outbox): KnownCutOffs {
  const select = (from: Kysely<Schema>, noticeId: string) =>
    from
      .selectFrom('known_cut_offs')
      .select(['cut_off as date', 'sentence', 'is_away as isAway'])
      .where('notice_id', '=', noticeId)
      .executeTakeFirst();
  return {
    find: async (noticeId) => (await select(db, noticeId)) ?? null,

    save: (noticeId, { date, sentence }, now) =>
      db.transaction().execute(async (trx) => {
        await lockDeadlines(trx);
        const before = await select(trx, noticeId);
        const isOther = before?.date !== date;
        const set = { cut_off: date, sentence, is_away: false, ...(before && isOther && { since: now }) };
        await trx
          .insertInto('known_cut_offs')
          .values({ notice_id: noticeId, ...set })
          .onConflict((conflict) => conflict.column('notice_id').doUpdateSet(set))
          .execute();
        if (isOther) await replanNotice(trx, outbox, { noticeId, tenantId: null, date, now });
        if (before?.isAway) await planAgain(trx, noticeId, now);
      }),

    async markAway(loaded) {
      const rows = await db
        .updateTable('known_cut_offs')
        .set({ is_away: true })
        .where('is_away', '=', false)
        .where('notice_id', 'not in', loaded)
        .returning('notice_id')
        .execute();
      return rows.map(({ notice_id }) => notice_id);
    },
  };
}
