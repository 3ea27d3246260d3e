import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { PastPost } from '../../dashboard/ports.ts';

/** The newest posts of each tenant that a report shows. */
const MOST_POSTS = 2_000;

/**
 * Every reminder of a tenant with who has acknowledged it, the newest first.
 * @param noticeId of the notice whose reminders are wanted; null: of every notice.
 */
export async function readReminderRecord(
  db: Kysely<Schema>,
  tenantId: string,
  noticeId: string | null,
): Promise<PastPost[]> {
  let wanted = db
    .selectFrom('posts')
    .select(['subject_id', 'occasion', 'conversation_id', 'notice_id', 'state', 'reason'])
    .select(['offset_days', 'due_at', 'sent_at'])
    .where('posts.tenant_id', '=', tenantId)
    .where('posts.kind', '=', 'reminder')
    .orderBy('due_at', 'desc')
    .limit(MOST_POSTS);
  if (noticeId !== null) wanted = wanted.where('posts.notice_id', '=', noticeId);
  const posts = await wanted.execute();
  const acknowledgements = await db
    .selectFrom('acknowledgements')
    .innerJoin('posts', (join) =>
      join
        .onRef('posts.subject_id', '=', 'acknowledgements.subject_id')
        .onRef('posts.occasion', '=', 'acknowledgements.occasion'),
    )
    .select(['acknowledgements.subject_id', 'acknowledgements.occasion', 'name', 'at'])
    .where('posts.tenant_id', '=', tenantId)
    .where('posts.kind', '=', 'reminder')
    .orderBy('at')
    .execute();
  const byPost = new Map<string, { name: string; at: Date }[]>();
  for (const { subject_id, occasion, name, at } of acknowledgements) {
    const key = `${subject_id} ${occasion}`;
    byPost.set(key, [...(byPost.get(key) ?? []), { name, at }]);
  }
  return posts.map((post) => ({
    noticeId: post.notice_id ?? '',
    conversationId: post.conversation_id,
    offset: post.offset_days ?? 0,
    state: post.state,
    reason: post.reason,
    dueAt: post.due_at,
    sentAt: post.sent_at,
    acknowledged: byPost.get(`${post.subject_id} ${post.occasion}`) ?? [],
  }));
}
