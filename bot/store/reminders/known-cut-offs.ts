import type { Kysely } from 'kysely';
import type { KnownCutOff, KnownCutOffs } from '../../alerts/watches/cut-off-watch.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { lockDeadlines, planAgain, replanNotice } from './replan-notice.ts';

export function createKnownCutOffs(db: Kysely<Schema>, outbox: Outbox): KnownCutOffs {
  async function readAll(from: Kysely<Schema>): Promise<Map<string, KnownCutOff>> {
    const rows = await from
      .selectFrom('known_cut_offs')
      .select(['notice_id as noticeId', 'cut_off as date', 'sentence', 'is_away as isAway'])
      .execute();
    return new Map(rows.map(({ noticeId, ...cutOff }) => [noticeId, cutOff]));
  }

  return {
    all: () => readAll(db),

    save: (cutOffs, now) =>
      db.transaction().execute(async (trx) => {
        await lockDeadlines(trx);
        const before = await readAll(trx);
        const changes = [...cutOffs].map(([noticeId, { date, sentence }]) => {
          const last = before.get(noticeId);
          return { noticeId, date, sentence, last, isOther: last?.date !== date };
        });
        await trx
          .insertInto('known_cut_offs')
          .values(
            changes.map(({ noticeId, date, sentence, last, isOther }) => ({
              ...{ notice_id: noticeId, cut_off: date, sentence, is_away: false },
              since: last && isOther ? now : null,
            })),
          )
          .onConflict((conflict) =>
            conflict.column('notice_id').doUpdateSet({
              cut_off: (row) => row.ref('excluded.cut_off'),
              sentence: (row) => row.ref('excluded.sentence'),
              since: (row) => row.fn.coalesce('excluded.since', 'known_cut_offs.since'),
              is_away: false,
            }),
          )
          .execute();
        const [follower] = await trx.selectFrom('subscriptions').select('id').limit(1).execute();
        if (!follower) return; // many notices may be new to a new store
        for (const { noticeId, date, last, isOther } of changes) {
          if (isOther) await replanNotice(trx, outbox, { noticeId, tenantId: null, date, now });
          if (last?.isAway) await planAgain(trx, noticeId, now);
        }
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
