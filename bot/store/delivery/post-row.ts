import { randomUUID } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import type { Post, PostJob, PostKey } from '../../delivery/ports.ts';
import type { PastReminder } from '../../reminders/ports.ts';
import type { ConversationTable, PostTable } from '../database/delivery-tables.ts';
import { toConversation } from './conversation-row.ts';

/** What is to be posted, before it has a row. */
export interface NewPost extends PostKey {
  tenantId: string;
  conversationId: string;
  /** The thread in the conversation. Default: a new thread. */
  threadId?: string;
  /** Default: now. */
  dueAt?: Date;
  /** Reason code of a post that is recorded only and never sent. */
  skipped?: string;
  /** Of a subject's posts that are added together, the first carries the others on its card. */
  sharesCard?: boolean;
  /** As in `PostJob`. A job that is created again, because it was lost, doesn't have it. */
  isMinor?: boolean;
}

export type PostRow = Selectable<PostTable>;

/** The columns of a post's conversation that `toPost` reads. */
export const CONVERSATION_OF_POST = [
  'conversations.kind as conversation_kind',
  'service_url',
  'bot_id',
] as const;

/** A post with its conversation. */
export type PostWithConversation = PostRow &
  Pick<ConversationTable, 'service_url' | 'bot_id'> & { conversation_kind: ConversationTable['kind'] };

export function toPostRow(post: NewPost, now: Date): Insertable<PostTable> {
  return {
    id: randomUUID(),
    kind: post.kind,
    subject_id: post.subjectId,
    occasion: post.occasion,
    tenant_id: post.tenantId,
    conversation_id: post.conversationId,
    thread_id: post.threadId ?? null,
    state: post.skipped === undefined ? 'planned' : 'skipped',
    reason: post.skipped ?? null,
    due_at: post.dueAt ?? now,
    changed_at: now,
    attempts: 0,
    activity_id: null,
  };
}

/** With `replaces` null it is sent as a new message. */
export function toPost(row: PostWithConversation, replaces: Post['replaces']): Post {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    occasion: row.occasion,
    dueAt: row.due_at,
    isRepeat: row.is_repeat || row.state === 'unknown',
    attempts: row.attempts,
    conversation: toConversation({
      ...row,
      id: row.thread_id ?? row.conversation_id,
      kind: row.conversation_kind,
    }),
    replaces,
  };
}

/** A reminder's row, for its history. */
export function toPastReminder(row: PostRow): PastReminder {
  return {
    noticeId: row.notice_id,
    state: row.state,
    reason: row.reason,
    offset: row.offset_days ?? 0,
    cutOff: row.cut_off ?? '',
    dueAt: row.due_at,
    sentAt: row.sent_at,
    isRepeat: row.is_repeat,
  };
}

/** The job that delivers a post, or updates it if it has been sent. */
export function toJob(row: Pick<PostRow, 'id' | 'tenant_id' | 'conversation_id' | 'state'>): PostJob {
  const job = { postId: row.id, tenantId: row.tenant_id, conversationId: row.conversation_id };
  return row.state === 'sent' ? { ...job, isUpdate: true } : job;
}
