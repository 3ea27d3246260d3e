import { randomUUID } from 'node:crypto';
import { recordAct } from '../audit/audit-trail.ts';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import {
  HANDOFF_OCCASIONS,
  type Handoff,
  type HandoffStore,
  type NewHandoff,
} from '../../questions/handoff.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { HandoffTable } from '../database/question-tables.ts';
import type { Schema } from '../database/schema.ts';
import type { Ledger } from '../../delivery/ports.ts';

/** The `kind` of a hand-off's posts in the ledger. */
const KIND = 'handoff';

export function createHandoffStore(
  db: Kysely<Schema>,
  outbox: Outbox,
  ledger: Pick<Ledger, 'findCard'>,
): HandoffStore {
  async function find(tenantId: string, id: string): Promise<Handoff | null> {
    const row = await db
      .selectFrom('handoffs')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? toHandoff(row) : null;
  }

  return {
    open: (handoff, teams, asked) =>
      db.transaction().execute(async (trx) => {
        const { tenantId, conversationId, threadId, cardId } = handoff;
        const { now } = asked;
        const inserted = await trx
          .insertInto('handoffs')
          .values(toHandoffRow(handoff, now))
          .onConflict((conflict) => conflict.columns(['tenant_id', 'thread_id', 'card_id']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!inserted) return false;
        const about = { kind: KIND, subjectId: inserted.id, tenantId };
        for (const team of teams) {
          const occasion = `${HANDOFF_OCCASIONS.asked} ${team}`;
          await outbox.post(trx, { ...about, occasion, conversationId: team }, now);
        }
        const occasion = HANDOFF_OCCASIONS.waiting;
        await outbox.post(trx, { ...about, occasion, conversationId, threadId }, now);
        await recordAct(trx, { tenantId, ...asked }, { act: 'ask-person', subject: cardId ?? '' });
        return true;
      }),

    async findByCard(card) {
      const post = await ledger.findCard(card);
      const handoff = post?.kind === KIND ? await find(card.tenantId, post.subjectId) : null;
      if (!post || !handoff) return null;
      return { handoff, side: post.occasion.startsWith(`${HANDOFF_OCCASIONS.asked} `) ? 'team' : 'asker' };
    },

    async findAsked({ tenantId, threadId }, limit) {
      const rows = await db
        .selectFrom('handoffs')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('thread_id', '=', threadId)
        .orderBy('asked_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toHandoff);
    },

    find,

    settle: ({ tenantId, id }, { answer }, asked) =>
      db.transaction().execute(async (trx) => {
        const { by, now } = asked;
        const state = answer === null ? 'closed' : 'answered';
        const settled = await trx
          .updateTable('handoffs')
          .set({ state, settled_by: by.name, settled_at: now, answer })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .returningAll()
          .executeTakeFirst();
        if (!settled) return false;
        await outbox.requestRefresh(trx, { kind: KIND, subjectId: id }, now);
        if (answer !== null) await postAnswer(trx, outbox, settled, now);
        const act = answer === null ? 'close-question' : 'answer-question';
        await recordAct(trx, { tenantId, ...asked }, { act, subject: id });
        return true;
      }),
  };
}

async function postAnswer(
  trx: Transaction<Schema>,
  outbox: Outbox,
  { id, tenant_id, conversation_id, thread_id }: Selectable<HandoffTable>,
  now: Date,
): Promise<void> {
  const place = { tenantId: tenant_id, conversationId: conversation_id, threadId: thread_id };
  await outbox.post(trx, { kind: KIND, subjectId: id, occasion: HANDOFF_OCCASIONS.answer, ...place }, now);
}

function toHandoffRow(
  { tenantId, conversationId, threadId, asker, question, notice, topic, cardId }: NewHandoff,
  now: Date,
): Insertable<HandoffTable> {
  return {
    id: randomUUID(),
    tenant_id: tenantId,
    conversation_id: conversationId,
    thread_id: threadId,
    card_id: cardId,
    asker_id: asker.id,
    asker_name: asker.name,
    question,
    notice_id: notice,
    topic,
    asked_at: now,
    state: 'waiting',
  };
}

function toHandoff(row: Selectable<HandoffTable>): Handoff {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    threadId: row.thread_id,
    asker: { id: row.asker_id, name: row.asker_name },
    question: row.question,
    notice: row.notice_id,
    topic: row.topic,
    askedAt: row.asked_at,
    state: row.state,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
    answer: row.answer,
  };
}
