import type { Kysely } from 'kysely';
import type { KnownCutOffs } from '../../alerts/watches/cut-off-watch.ts';
import { ALL_NOTICES } from '../../reminders/ports.ts';
import type { Schema } from '../database/schema.ts';

export function createKnownCutOffs(db: Kysely<Schema>): KnownCutOffs {
  return {
    async find(noticeId) {
      const row = await db
        .selectFrom('known_cut_offs')
        .select('cut_off')
        .where('notice_id', '=', noticeId)
        .executeTakeFirst();
      return row?.cut_off ?? null;
    },

    save: (noticeId, cutOff, now) =>
      db.transaction().execute(async (trx) => {
        const before = await trx
          .selectFrom('known_cut_offs')
          .select('cut_off')
          .where('notice_id', '=', noticeId)
          .forUpdate()
          .executeTakeFirst();
        await trx
          .insertInto('known_cut_offs')
          .values({ notice_id: noticeId, cut_off: cutOff })
          .onConflict((conflict) => conflict.column('notice_id').doUpdateSet({ cut_off: cutOff }))
          .execute();
        if (!before || before.cut_off === cutOff) return;
        await trx
          .updateTable('posts')
          .set({ state: 'skipped', reason: 'cut-off-changed', changed_at: now })
          .where('kind', '=', 'reminder')
          .where('state', '=', 'planned')
          .where('notice_id', '=', noticeId)
          .where('cut_off', '!=', cutOff)
          .execute();
        await trx
          .updateTable('subscriptions')
          .set({ since: now, next_due_at: now }) // an alert says that the date has changed; no reminder is posted late
          .where('notice_id', 'in', [ALL_NOTICES, noticeId])
          .where('state', '!=', 'stopped')
          .execute();
      }),
  };
}
