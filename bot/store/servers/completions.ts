import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Completion, CompletionStore } from '../../servers/ports.ts';
import { covers } from '../../reminders/coverage.ts';
import { ALL_NOTICES } from '../../reminders/ports.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Schema } from '../database/schema.ts';
import type { CompletionTable } from '../database/server-tables.ts';

/** The `kind` of a completion's posts in the ledger. */
const KIND = 'done';

export function createCompletionStore(db: Kysely<Schema>, outbox: Outbox): CompletionStore {
  async function complete(tenantId: string, noticeId: string, isTold: boolean, now: Date): Promise<boolean> {
    return db.transaction().execute(async (trx) => {
      const completion = await trx
        .insertInto('completions')
        .values({ id: randomUUID(), tenant_id: tenantId, notice_id: noticeId, completed_at: now })
        // Does nothing when another instance was first.
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'notice_id']).where('ended_at', 'is', null).doNothing(),
        )
        .returning('id')
        .executeTakeFirst();
      if (!completion) return false;
      if (!isTold) return true;
      const conversations = await trx
        .selectFrom('subscriptions')
        .select(['conversation_id', 'coverage'])
        .where('tenant_id', '=', tenantId)
        .where('notice_id', 'in', [ALL_NOTICES, noticeId])
        .where('state', '=', 'active')
        .execute();
      for (const { conversation_id: conversationId, coverage } of conversations) {
        if (!covers(coverage, noticeId)) continue;
        const key = { kind: KIND, subjectId: completion.id, occasion: conversationId };
        await outbox.post(trx, { ...key, tenantId, conversationId }, now);
      }
      return true;
    });
  }

  return {
    async record({ tenantId, isDone, now }) {
      const rows = await db
        .selectFrom('completions')
        .select(['id', 'notice_id'])
        .where('tenant_id', '=', tenantId)
        .where('ended_at', 'is', null)
        .execute();
      const standing = new Map(rows.map(({ id, notice_id }) => [notice_id, id]));
      const ended = [...standing].flatMap(([noticeId, id]) => (isDone.get(noticeId) === false ? [id] : []));
      if (ended.length > 0) {
        await db.updateTable('completions').set({ ended_at: now }).where('id', 'in', ended).execute();
      }
      let isTold = true;
      for (const [noticeId, isOff] of isDone) {
        if (!isOff || standing.has(noticeId)) continue;
        if (await complete(tenantId, noticeId, isTold, now)) isTold = false;
      }
    },

    async findCurrent(id) {
      const row = await db
        .selectFrom('completions')
        .selectAll()
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return row ? toCompletion(row) : null;
    },
  };
}

function toCompletion(row: Selectable<CompletionTable>): Completion {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    noticeId: row.notice_id,
    completedAt: row.completed_at,
  };
}
