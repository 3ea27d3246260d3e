import { sql, type Kysely } from 'kysely';
import type { HeldBackAnswer } from '../../guidance/guide.ts';
import type { KnownAnswerStore } from '../../questions/ports.ts';
import type { Schema } from '../database/schema.ts';

export function createKnownAnswerStore(db: Kysely<Schema>): KnownAnswerStore {
  return {
    record: (answers, now) =>
      db.transaction().execute(async (trx) => {
        const noticeIds = [...answers.keys()];
        const given = [...answers].flatMap(([noticeId, titles]) =>
          [...titles].map(([intent, title]) => ({ noticeId, intent, title })),
        );
        const current = sql`jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
          as current("noticeId" text, intent text, title text)`;
        await sql`
          insert into known_answers (notice_id, intent, title)
          select "noticeId", intent, title from ${current} order by "noticeId", intent
          on conflict (notice_id, intent) do update set title = excluded.title, gone_at = null
            where known_answers.gone_at is not null or known_answers.title <> excluded.title`.execute(trx);
        await sql`
          update known_answers set gone_at = ${now}
          where gone_at is null and notice_id = any(${sql.val(noticeIds)}::text[]) and not exists (
            select from ${current} where "noticeId" = notice_id and current.intent = known_answers.intent
          )`.execute(trx);
        const rows = await trx
          .selectFrom('known_answers')
          .selectAll()
          .where('gone_at', 'is not', null)
          .where((row) => row('notice_id', '=', row.fn.any(sql.val(noticeIds))))
          .execute();
        const gone = new Map<string, Map<string, HeldBackAnswer>>();
        for (const { notice_id, intent, title, gone_at } of rows) {
          const ofNotice = gone.get(notice_id) ?? new Map<string, HeldBackAnswer>();
          gone.set(notice_id, ofNotice.set(intent, { title, since: gone_at ?? now }));
        }
        return gone;
      }),
  };
}
