import { sql, type Kysely, type Transaction, type Updateable } from 'kysely';
import type { NonEmptyArray } from '../../platform/batch.ts';
import type { PostQueue } from './post-queue.ts';
import type { PostTable } from '../database/delivery-tables.ts';
import type { Schema } from '../database/schema.ts';
import type { Post, Instants } from '../../delivery/ports.ts';
import { CONVERSATION_OF_POST, toJob, toPost, type PostRow, type PostWithConversation } from './post-row.ts';

/**
 * How long other workers leave a claimed post alone. It grows with the attempts: a process that is so slow that its
 * leases run out gets longer ones, until it is done before somebody else claims the post.
 */
const LEASE_SECONDS_PER_ATTEMPT = 5;
const MAX_LEASE_SECONDS = 20;

/** Longer than any update takes. */
const UPDATE_LEASE_SECONDS = 30;

/** When a job retries a post that another worker has claimed. */
const LEASED_RETRY_SECONDS = 2;

/** How long after an unknown result a post is repeated, once. */
export const REPEAT_PAUSE_SECONDS = 120;

/** A request for a post that a worker is about to send. */
export interface Claim {
  postId: string;
  instants: Instants;
}

/**
 * Claims posts that wait to be sent or repeated and that no other worker has claimed or is changing. The result has
 * null for each of the others.
 */
export async function claimWaiting(
  db: Kysely<Schema>,
  claims: NonEmptyArray<Claim>,
): Promise<(Post | null)[]> {
  const postIds = claims.map(({ postId }) => postId);
  const [{ instants }] = claims;
  const claimed = new Map((await leaseWaiting(db, postIds, instants)).map((row) => [row.id, row]));
  return postIds.map((id) => {
    const row = claimed.get(id);
    claimed.delete(id); // of several claims for one post, the first gets it
    return row ? toPost(row, null) : null;
  });
}

/**
 * Handles a post that `claimWaiting` did not claim: the update of an outdated card, a post of a process that died
 * while sending it, and a post that another worker has claimed or is changing.
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
    .select(CONVERSATION_OF_POST)
    .where('posts.id', '=', postId)
    .forUpdate('posts')
    .executeTakeFirst();
  if (!row || !isOpen(row)) return null;
  const leaseSeconds = secondsUntil(row.lease_until, instants.realNow);
  if (leaseSeconds > 0) {
    const delaySeconds =
      row.state === 'unknown' ? leaseSeconds : Math.min(leaseSeconds, LEASED_RETRY_SECONDS);
    await queue.add(trx, toJob(row), delaySeconds);
    return null;
  }
  if (row.state === 'sending') {
    await update(trx, postId, unknownColumns('process-ended', instants));
    if (!row.is_repeat) await queue.add(trx, toJob(row), REPEAT_PAUSE_SECONDS);
    return null;
  }
  if (row.state === 'planned' || row.state === 'unknown') {
    const [claimed] = await leaseWaiting(trx, [postId], instants);
    return claimed ? toPost(claimed, null) : null;
  }
  const attempts = row.update_attempts + 1;
  await update(trx, postId, {
    lease_until: inSeconds(UPDATE_LEASE_SECONDS, instants),
    update_attempts: attempts,
  });
  const replaces = { activityId: row.activity_id ?? '', revision: row.revision };
  return toPost({ ...row, attempts }, replaces);
}

/** Whether anything is left to do, now or later. */
function isOpen(row: PostRow): boolean {
  if (row.state === 'unknown') return !row.is_repeat;
  if (row.state === 'sent') return row.activity_id !== null && row.revision > row.shown_revision;
  return row.state === 'planned' || row.state === 'sending';
}

/**
 * Leases posts that wait to be sent or repeated; their states stay as they are. Locked rows are skipped, so that
 * workers cannot deadlock.
 */
function leaseWaiting(
  db: Kysely<Schema>,
  postIds: readonly string[],
  { realNow }: Instants,
): Promise<PostWithConversation[]> {
  return db
    .updateTable('posts')
    .from('conversations')
    .set((post) => ({
      lease_until: sql<Date>`${realNow}::timestamptz + interval '1 second' * least(
        ${LEASE_SECONDS_PER_ATTEMPT}::integer * (posts.attempts + 1), ${MAX_LEASE_SECONDS}::integer)`,
      attempts: post('attempts', '+', 1),
      shown_revision: post.ref('revision'),
    }))
    .whereRef('conversations.tenant_id', '=', 'posts.tenant_id')
    .whereRef('conversations.id', '=', 'posts.conversation_id')
    .where('posts.id', 'in', (posts) =>
      posts
        .selectFrom('posts')
        .select('id')
        .where((post) => post('id', '=', post.fn.any(sql.val(postIds))))
        .where((post) =>
          post.or([
            post('state', '=', 'planned'),
            post.and([post('state', '=', 'unknown'), post('is_repeat', '=', false)]),
          ]),
        )
        .where((post) => post.or([post('lease_until', 'is', null), post('lease_until', '<=', realNow)]))
        .forUpdate()
        .skipLocked(),
    )
    .returningAll('posts')
    .returning(CONVERSATION_OF_POST)
    .execute();
}

/** The columns of a post that Teams may or may not have accepted; leased until it may be repeated. */
export function unknownColumns(reason: string, instants: Instants, pauseSeconds = REPEAT_PAUSE_SECONDS) {
  const leaseUntil = inSeconds(pauseSeconds, instants);
  return { state: 'unknown', reason, lease_until: leaseUntil, changed_at: instants.now } as const;
}

async function update(
  trx: Transaction<Schema>,
  postId: string,
  values: Updateable<PostTable>,
): Promise<void> {
  await trx.updateTable('posts').set(values).where('id', '=', postId).execute();
}

export function inSeconds(seconds: number, { realNow }: Instants): Date {
  return new Date(realNow.getTime() + seconds * 1_000);
}

/** 0 if there is no such instant or it has passed. */
export function secondsUntil(instant: Date | null, realNow: Date): number {
  return Math.max(0, Math.ceil(((instant?.getTime() ?? 0) - realNow.getTime()) / 1_000));
}
