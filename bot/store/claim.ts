import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';
import type { Instants, Post } from '../reminders/ports.ts';
import type { PostQueue } from './post-queue.ts';
import type { ConversationTable, PostTable, Schema } from './schema.ts';

/** Longer than any send takes: whoever has held a post for longer has died. */
const LEASE_SECONDS = 30;

type PostRow = Selectable<PostTable>;

/** Takes a post that waits to be sent; null when it does not. */
export async function claimPlanned(
  db: Kysely<Schema>,
  postId: string,
  instants: Instants,
): Promise<Post | null> {
  const row = await db
    .updateTable('posts')
    .set((post) => ({
      state: 'sending',
      reason: null,
      changed_at: instants.now,
      lease_until: leaseFrom(instants),
      attempts: post('attempts', '+', 1),
      shown_revision: post.ref('revision'),
    }))
    .where('id', '=', postId)
    .where('state', '=', 'planned')
    .returningAll()
    .executeTakeFirst();
  return row ? toPost(row, await conversationOf(db, row), null) : null;
}

/**
 * Everything else that brings a job back: an update of a card that is out of date, and a post that was
 * in the hands of a process that died.
 */
export async function claimOther({
  trx,
  queue,
  postId,
  instants,
}: {
  trx: Transaction<Schema>;
  queue: PostQueue;
  postId: string;
  instants: Instants;
}): Promise<Post | null> {
  const row = await trx
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', postId)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !needsWork(row)) return null;
  const heldForMs = (row.lease_until?.getTime() ?? 0) - instants.realNow.getTime();
  if (heldForMs > 0) {
    await queue.add(trx, jobOf(row), Math.ceil(heldForMs / 1_000));
    return null;
  }
  if (row.state === 'sending') {
    // Teams may have it, so it is not sent again.
    const cutOff = { state: 'unknown', reason: 'the process ended while sending' } as const;
    await change(trx, postId, { ...cutOff, lease_until: null, changed_at: instants.now });
    return null;
  }
  await change(trx, postId, { lease_until: leaseFrom(instants) });
  const { activity_id: activityId, revision } = row;
  return toPost(row, await conversationOf(trx, row), { activityId: activityId ?? '', revision });
}

function needsWork(row: PostRow): boolean {
  return row.state === 'sending' || (row.activity_id !== null && row.revision > row.shown_revision);
}

async function change(
  trx: Transaction<Schema>,
  postId: string,
  values: Updateable<PostTable>,
): Promise<void> {
  await trx.updateTable('posts').set(values).where('id', '=', postId).execute();
}

function leaseFrom({ realNow }: Instants): Date {
  return new Date(realNow.getTime() + LEASE_SECONDS * 1_000);
}

function conversationOf(db: Kysely<Schema>, row: PostRow): Promise<Selectable<ConversationTable>> {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.conversation_id)
    .executeTakeFirstOrThrow();
}

/** What the queue carries for a row of the ledger. */
export function jobOf(row: Pick<PostRow, 'id' | 'tenant_id' | 'conversation_id'>) {
  return { postId: row.id, tenantId: row.tenant_id, conversationId: row.conversation_id };
}

function toPost(
  row: PostRow,
  { tenant_id, id, kind, service_url, bot_id }: Selectable<ConversationTable>,
  replaces: Post['replaces'],
): Post {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    occasion: row.occasion,
    isRepeat: row.is_repeat,
    attempts: row.attempts,
    conversation: {
      tenantId: tenant_id,
      id: row.thread_id ?? id,
      kind,
      serviceUrl: service_url,
      botId: bot_id,
    },
    replaces,
  };
}
