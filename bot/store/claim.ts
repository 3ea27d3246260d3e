import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';
import type { Instants, Post, PostJob } from '../reminders/ports.ts';
import type { PostQueue } from './post-queue.ts';
import type { ConversationTable, PostTable, Schema } from './schema.ts';

/** Longer than any send takes: whoever has held a post for longer has died. */
const LEASE_SECONDS = 30;

/** How soon a job looks again at a post that is in somebody's hands. */
const HELD_SECONDS = 2;

/** How long a post whose fate nobody knows is left alone before it is repeated, once. */
export const REPEAT_PAUSE_SECONDS = 120;

type PostRow = Selectable<PostTable>;

/** Takes a post that waits to be sent; null when it does not. */
export async function claimPlanned(
  db: Kysely<Schema>,
  postId: string,
  instants: Instants,
): Promise<Post | null> {
  const row = await take(db, postId, 'planned', instants);
  return row ? toPost(row, await conversationOf(db, row), null) : null;
}

/**
 * Everything else that brings a job back: the one repeat of a post whose fate nobody knows, an update of
 * a card that is out of date, and a post that was in the hands of a process that died.
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
  if (!row || !isOpen(row)) return null;
  const heldSeconds = secondsUntil(row.lease_until, instants.realNow);
  if (heldSeconds > 0) {
    const again = row.state === 'unknown' ? heldSeconds : Math.min(heldSeconds, HELD_SECONDS);
    await queue.add(trx, jobOf(row), again);
    return null;
  }
  if (row.state === 'sending') {
    await change(trx, postId, unknownBecause('the process ended while sending', instants));
    if (!row.is_repeat) await queue.add(trx, jobOf(row), REPEAT_PAUSE_SECONDS);
    return null;
  }
  const conversation = await conversationOf(trx, row);
  if (row.state === 'unknown') {
    const taken = await take(trx, postId, 'unknown', instants);
    return taken ? toPost(taken, conversation, null) : null;
  }
  const attempts = row.update_attempts + 1;
  await change(trx, postId, { lease_until: after(LEASE_SECONDS, instants), update_attempts: attempts });
  const replaces = { activityId: row.activity_id ?? '', revision: row.revision };
  return toPost({ ...row, attempts }, conversation, replaces);
}

/** There is something left to do, now or later. */
function isOpen(row: PostRow): boolean {
  if (row.state === 'unknown') return !row.is_repeat;
  return row.state === 'sending' || (row.state === 'sent' && row.revision > row.shown_revision);
}

/** Marks a post as being sent from now on; what comes after an unknown fate is a repeat. */
function take(
  db: Kysely<Schema>,
  postId: string,
  state: 'planned' | 'unknown',
  instants: Instants,
): Promise<PostRow | undefined> {
  return db
    .updateTable('posts')
    .set((post) => ({
      state: 'sending',
      reason: null,
      changed_at: instants.now,
      lease_until: after(LEASE_SECONDS, instants),
      attempts: post('attempts', '+', 1),
      shown_revision: post.ref('revision'),
      ...(state === 'unknown' ? { is_repeat: true } : {}),
    }))
    .where('id', '=', postId)
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst();
}

/** What a post becomes that Teams may or may not have accepted: left alone for a while. */
export function unknownBecause(reason: string, instants: Instants, pauseSeconds = REPEAT_PAUSE_SECONDS) {
  const leaseUntil = after(pauseSeconds, instants);
  return { state: 'unknown', reason, lease_until: leaseUntil, changed_at: instants.now } as const;
}

async function change(
  trx: Transaction<Schema>,
  postId: string,
  values: Updateable<PostTable>,
): Promise<void> {
  await trx.updateTable('posts').set(values).where('id', '=', postId).execute();
}

function after(seconds: number, { realNow }: Instants): Date {
  return new Date(realNow.getTime() + seconds * 1_000);
}

/** 0 when there is no such instant or it is past. */
export function secondsUntil(instant: Date | null, realNow: Date): number {
  return Math.max(0, Math.ceil(((instant?.getTime() ?? 0) - realNow.getTime()) / 1_000));
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
export function jobOf(row: Pick<PostRow, 'id' | 'tenant_id' | 'conversation_id' | 'state'>): PostJob {
  const job = { postId: row.id, tenantId: row.tenant_id, conversationId: row.conversation_id };
  return row.state === 'sent' ? { ...job, isUpdate: true } : job;
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
    dueAt: row.due_at,
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
