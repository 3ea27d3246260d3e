import { randomUUID } from 'node:crypto';
import { recordAct } from '../audit/audit-trail.ts';
import type { Kysely, Selectable } from 'kysely';
import type { Question, QuestionSource, QuestionStore, ReplyKey } from '../../questions/ports.ts';
import type { QuestionTable } from '../database/question-tables.ts';
import type { Schema } from '../database/schema.ts';

export function createQuestionStore(db: Kysely<Schema>): QuestionStore {
  const missesIn = () =>
    db
      .selectFrom('questions')
      .where('text', 'is not', null)
      .where((where) => where.or([where('decision', '!=', 'answer'), where('helped', '=', false)]));

  async function findIn(
    { tenantId, threadId }: Omit<ReplyKey, 'activityId'>,
    since: Date,
    order: 'asc' | 'desc',
  ): Promise<Question | null> {
    const row = await db
      .selectFrom('questions')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('thread_id', '=', threadId)
      .where('asked_at', '>', since)
      .orderBy('asked_at', order)
      .executeTakeFirst();
    return row ? toQuestion(row) : null;
  }

  return {
    async add(questions) {
      await db
        .insertInto('questions')
        .values(questions.map(toRow))
        .onConflict((conflict) => conflict.columns(['tenant_id', 'thread_id', 'activity_id']).doNothing())
        .execute();
    },

    async find(key) {
      const row = await db
        .selectFrom('questions')
        .selectAll()
        .where((where) => where.and(toColumns(key)))
        .executeTakeFirst();
      return row ? toQuestion(row) : null;
    },

    mark: (key, outcome, asked) =>
      db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('questions')
          .set(
            'chosen' in outcome
              ? { chosen: outcome.chosen, notice_id: outcome.notice, ...toSourceColumns(outcome.source) }
              : outcome,
          )
          .where((where) => where.and(toColumns(key)))
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        if (asked && 'helped' in outcome) {
          const { helped } = outcome;
          const rated = { act: 'rate-answer', subject: key.activityId, after: { helped } } as const;
          await recordAct(trx, { tenantId: key.tenantId, ...asked }, rated);
        }
        return true;
      }),

    findLast: (place, since) => findIn(place, since, 'desc'),
    findFirst: (place, since) => findIn(place, since, 'asc'),

    async misses(limit) {
      const rows = await missesIn().selectAll().orderBy('asked_at', 'desc').limit(limit).execute();
      return rows.map((row) => ({ ...toQuestion(row), id: row.id, text: row.text ?? '' }));
    },

    async forget(ids) {
      const all = db.deleteFrom('questions');
      const { numDeletedRows } = await (ids ? all.where('id', 'in', [...ids]) : all).executeTakeFirst();
      return Number(numDeletedRows);
    },

    async expire({ answered, missed }) {
      await db
        .deleteFrom('questions')
        .where((where) =>
          where.or([
            where('asked_at', '<', missed),
            where.and([
              where('asked_at', '<', answered),
              where.or([
                where('text', 'is', null),
                where.and([where('decision', '=', 'answer'), where('helped', 'is distinct from', false)]),
              ]),
            ]),
          ]),
        )
        .execute();
    },
  };
}

function toRow({ tenantId, threadId, activityId, askedAt, notice, source, ...question }: Question) {
  const key = { tenant_id: tenantId, thread_id: threadId, activity_id: activityId };
  const columns = { notice_id: notice, asked_at: askedAt, ...toSourceColumns(source) };
  return { ...question, ...key, id: randomUUID(), ...columns };
}

function toSourceColumns(source: QuestionSource | null): Pick<QuestionTable, 'article' | 'heading'> {
  return { article: source?.article ?? null, heading: source?.heading ?? null };
}

function toQuestion(row: Selectable<QuestionTable>): Question {
  const { text, notice_id: notice, intent, confidence, decision, chosen, helped, remark } = row;
  const key = { tenantId: row.tenant_id, threadId: row.thread_id, activityId: row.activity_id };
  const { article, heading } = row;
  const source = article === null || heading === null ? null : { article, heading };
  const taken = { text, notice, intent, confidence, decision, source };
  return { ...key, ...taken, chosen, helped, remark, askedAt: row.asked_at };
}

function toColumns({ tenantId, threadId, activityId }: ReplyKey) {
  return { tenant_id: tenantId, thread_id: threadId, activity_id: activityId };
}
