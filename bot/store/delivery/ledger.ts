import type { Kysely } from 'kysely';
import { batch, type NonEmptyArray } from '../../platform/batch.ts';
import { claimOther, claimWaiting, secondsUntil, type Claim } from './claim.ts';
import type { DepartureMarks } from './departure-marks.ts';
import { departAlone, departUnlocked, type Departure } from './depart.ts';
import { toJob } from './post-row.ts';
import type { PostQueue } from './post-queue.ts';
import { recover } from './recover.ts';
import type { Schema } from '../database/schema.ts';
import { settle, settleAccepted, settleUpdate, type Accepted } from './settle.ts';
import type { Ledger } from '../../delivery/ports.ts';

const RECONCILE_LIMIT = 10_000;

/**
 * The ledger in the database. Jobs are added to `queue` in the same transactions.
 * @param marks of posts, where one process has the store for itself; null: nobody knows which of them have left.
 */
export function createLedger(
  db: Kysely<Schema>,
  queue: PostQueue,
  marks: DepartureMarks | null = null,
): Ledger {
  const claimBatch = batch((claims: NonEmptyArray<Claim>) => claimWaiting(db, claims));
  const departBatch = batch((departures: NonEmptyArray<Departure>) => departUnlocked(db, departures));
  const settleAcceptedBatch = batch((all: NonEmptyArray<Accepted>) => settleAccepted(db, all));
  return {
    claim: async (postId, instants) =>
      (await claimBatch({ postId, instants })) ??
      (await db.transaction().execute((trx) => claimOther({ trx, queue, postId, instants }))),

    depart: async (post, instants) =>
      (await departBatch({ post, instants })) || (await departAlone(db, { post, instants })),

    async settle(post, settlement, instants) {
      if (settlement.state === 'sent' && !post.replaces) {
        const isSettled = await settleAcceptedBatch({
          post,
          activityId: settlement.activityId,
          at: instants.now,
        });
        if (isSettled) return marks?.settled(post);
      }
      await db.transaction().execute((trx) => {
        const settling = { trx, queue, post, settlement, instants };
        return post.replaces ? settleUpdate(settling, post.replaces.revision) : settle(settling);
      });
      marks?.settled(post);
    },

    async findCard({ tenantId, conversationId, activityId }) {
      const row = await db
        .selectFrom('posts')
        .select(['kind', 'subject_id', 'occasion'])
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', conversationId)
        .where('activity_id', '=', activityId)
        .executeTakeFirst();
      return row ? { kind: row.kind, subjectId: row.subject_id, occasion: row.occasion } : null;
    },

    noteLeaving: (post) => marks?.mark(post),

    async recover(instants) {
      const recovered = await recover(db, instants, marks?.read() ?? null);
      marks?.clear();
      return recovered;
    },

    reconcile: ({ realNow }) =>
      db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom('posts')
          .select(['id', 'tenant_id', 'conversation_id', 'state', 'lease_until'])
          .where('carried_by', 'is', null)
          .where((row) =>
            row.or([
              row('state', 'in', ['planned', 'sending']),
              row.and([row('state', '=', 'unknown'), row('is_repeat', '=', false)]),
              row.and([
                row('state', '=', 'sent'),
                row('revision', '>', row.ref('shown_revision')),
                row('activity_id', 'is not', null),
              ]),
            ]),
          )
          .orderBy('due_at')
          .limit(RECONCILE_LIMIT)
          .execute();
        const withoutJob = await queue.findWithoutJob(
          trx,
          rows.map(({ id }) => id),
        );
        for (const row of rows.filter(({ id }) => withoutJob.includes(id))) {
          await queue.add(trx, toJob(row), secondsUntil(row.lease_until, realNow));
        }
        return withoutJob.length;
      }),
  };
}
