import { sql, type Kysely } from 'kysely';
import type { ReminderHistory, ReminderPlans } from '../../reminders/ports.ts';
import type { Schema } from '../database/schema.ts';
import type { PostQueue } from '../delivery/post-queue.ts';
import { toPastReminder } from '../delivery/post-row.ts';
import { DIGEST, planDue } from './plan-due.ts';

/** Plans reminders in the ledger and reads them. Jobs are added to `queue` in the same transactions. */
export function createReminderPlans(db: Kysely<Schema>, queue: PostQueue): ReminderPlans & ReminderHistory {
  return {
    planDue: (work) => planDue(db, queue, work),

    rewind: ({ now, latest }) =>
      db.transaction().execute(async (trx) => {
        const forgotten = await trx
          .deleteFrom('posts')
          .where('kind', 'in', ['reminder', DIGEST])
          .where('state', 'in', ['skipped', 'planned'])
          .where('is_repeat', '=', false) // people may have seen the post that it repeats
          .where('changed_at', '>', latest)
          .returning('subject_id')
          .execute();
        const ids = [...new Set(forgotten.map((post) => post.subject_id))];
        await trx
          .updateTable('subscriptions')
          .set((row) => ({ next_due_at: row.fn<Date>('least', ['next_due_at', sql.val(now)]) }))
          .where('state', '=', 'active')
          .where((row) =>
            row.or([
              row('planned_at', 'is', null),
              row('planned_at', '>', latest),
              row('id', '=', row.fn.any(sql.val(ids))),
            ]),
          )
          .execute();
      }),

    async lastReminders(subscriptionId, limit) {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('kind', '=', 'reminder')
        .where('subject_id', '=', subscriptionId)
        .orderBy('due_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toPastReminder);
    },
  };
}
