import type { Kysely } from 'kysely';
import type { KnownCutOffs } from '../../alerts/watches/cut-off-watch.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { lockDeadlines, replanNotice } from './replan-notice.ts';

export function createKnownCutOffs(db: Kysely<Schema>, outbox: Outbox): KnownCutOffs {
  const select = (from: Kysely<Schema>, noticeId: string) =>
    from
      .selectFrom('known_cut_offs')
      .select(['cut_off as date', 'sentence'])
      .where('notice_id', '=', noticeId)
      .executeTakeFirst();
  return {
    find: async (noticeId) => (await select(db, noticeId)) ?? null,

    save: (noticeId, { date, sentence }, now) =>
      db.transaction().execute(async (trx) => {
        await lockDeadlines(trx);
        const before = await select(trx, noticeId);
        const isOther = before?.date !== date;
        const set = { cut_off: date, sentence, ...(before && isOther && { since: now }) };
        await trx
          .insertInto('known_cut_offs')
          .values({ notice_id: noticeId, ...set })
          .onConflict((conflict) => conflict.column('notice_id').doUpdateSet(set))
          .execute();
        if (isOther) await replanNotice(trx, outbox, { noticeId, tenantId: null, date, now });
      }),
  };
}
