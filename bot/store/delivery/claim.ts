import { sql, type Kysely, type Selectable, type Transaction, type Updateable } from 'kysely';
import type { Several } from '../../platform/batch.ts';
import type { PostQueue } from './post-queue.ts';
import type { PostTable, Schema } from '../database/schema.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { Post, Instants, PostJob } from '../../delivery/ports.ts';

/** Longer than any send takes: whoever has held a post for longer has died. */
const LEASE_SECONDS = 30;

/** How soon a job looks again at a post that is in somebody's hands. */
const HELD_SECONDS = 2;

/** How long a post whose fate nobody knows is left alone before it is repeated, once. */
export const REPEAT_PAUSE_SECONDS = 120;

type PostRow = Selectable<PostTable>;

/** What a post's conversation adds to its row. */
const PLACE = ['conversations.kind as place', 'service_url', 'bot_id'] as const;

type PlacedRow = PostRow & { place: Conversation['kind']; service_url: string; bot_id: string };

/** Whoever wants to send a post. */
export interface Claim {
  postId: string;
  instants: Instants;
}

/** Takes the posts among these that wait to be sent and that nobody else has a hand on; null for each other one. */
export async function claimPlanned(db: Kysely<Schema>, claims: Several<Claim>): Promise<(Post | null)[]> {
  const postIds = claims.map(({ postId }) => postId);
  const [{ instants }] = claims;
  const taken = new Map((await take(db, postIds, 'planned', instants)).map((row) => [row.id, row]));
  return postIds.map((id) => {
    const row = taken.get(id);
    taken.delete(id); // one of those who ask at once gets it
    return row ? toPost(row, null) : null;
  });
}

/**
 * Everything else that a job finds: the one repeat of a post whose fate nobody knows, an update of a card that
 * is out of date, a post that was in the hands of a process that died, and one that somebody is changing.
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
    .innerJoin('conversations', (join) =>
      join
        .onRef('conversations.tenant_id', '=', 'posts.tenant_id')
        .onRef('conversations.id', '=', 'posts.conversation_id'),
    )
    .selectAll('posts')
    .select(PLACE)
    .where('posts.id', '=', postId)
    .forUpdate('posts')
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
  if (row.state === 'planned' || row.state === 'unknown') {
    const [taken] = await take(trx, [postId], row.state, instants);
    return taken ? toPost(taken, null) : null;
  }
  const attempts = row.update_attempts + 1;
  await change(trx, postId, { lease_until: after(LEASE_SECONDS, instants), update_attempts: attempts });
  const replaces = { activityId: row.activity_id ?? '', revision: row.revision };
  return toPost({ ...row, attempts }, replaces);
}

/** There is something left to do, now or later. */
function isOpen(row: PostRow): boolean {
  if (row.state === 'unknown') return !row.is_repeat;
  if (row.state === 'sent') return row.revision > row.shown_revision;
  return row.state === 'planned' || row.state === 'sending';
}

/**
 * Marks posts as being sent from now on; what comes after an unknown fate is a repeat. Who takes many at once
 * waits for none of them, so that nobody waits in a circle.
 */
function take(
  db: Kysely<Schema>,
  postIds: readonly string[],
  state: 'planned' | 'unknown',
  instants: Instants,
): Promise<PlacedRow[]> {
  return db
    .updateTable('posts')
    .from('conversations')
    .set((post) => ({
      state: 'sending',
      reason: null,
      changed_at: instants.now,
      lease_until: after(LEASE_SECONDS, instants),
      attempts: post('attempts', '+', 1),
      shown_revision: post.ref('revision'),
      ...(state === 'unknown' ? { is_repeat: true } : {}),
    }))
    .whereRef('conversations.tenant_id', '=', 'posts.tenant_id')
    .whereRef('conversations.id', '=', 'posts.conversation_id')
    .where('posts.id', 'in', (posts) =>
      posts
        .selectFrom('posts')
        .select('id')
        .where((post) => post('id', '=', post.fn.any(sql.val(postIds))))
        .where('state', '=', state)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll('posts')
    .returning(PLACE)
    .execute();
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

/** What the queue carries for a row of the ledger. */
export function jobOf(row: Pick<PostRow, 'id' | 'tenant_id' | 'conversation_id' | 'state'>): PostJob {
  const job = { postId: row.id, tenantId: row.tenant_id, conversationId: row.conversation_id };
  return row.state === 'sent' ? { ...job, isUpdate: true } : job;
}

function toPost(row: PlacedRow, replaces: Post['replaces']): Post {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    occasion: row.occasion,
    dueAt: row.due_at,
    isRepeat: row.is_repeat,
    attempts: row.attempts,
    conversation: {
      tenantId: row.tenant_id,
      id: row.thread_id ?? row.conversation_id,
      kind: row.place,
      serviceUrl: row.service_url,
      botId: row.bot_id,
    },
    replaces,
  };
}
