import { randomUUID } from 'node:crypto';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { Ledger, Post, PostKey, PostPlace, Settlement } from '../reminders/ports.ts';
import type { PostQueue } from './post-queue.ts';
import type { ConversationTable, PostTable, Schema } from './schema.ts';

/** The ledger with what other stores write into it, within their own transactions. */
export interface PostLedger extends Ledger {
  /** A post that has a row already keeps it: the database's unique key is what forbids a second one. */
  insert(trx: Transaction<Schema>, post: Insertable<PostTable>): Promise<void>;
  /** Plans a post, due now. */
  post(trx: Transaction<Schema>, post: PostKey & PostPlace, now: Date): Promise<void>;
  /** The cards about something show an old state: they are updated in place. */
  requestRefresh(trx: Transaction<Schema>, about: Pick<PostKey, 'kind' | 'subjectId'>): Promise<void>;
}

export function createLedger(db: Kysely<Schema>, queue: PostQueue): PostLedger {
  async function insert(trx: Transaction<Schema>, post: Insertable<PostTable>): Promise<void> {
    const inserted = await trx
      .insertInto('posts')
      .values(post)
      .onConflict((conflict) => conflict.columns(['kind', 'subject_id', 'occasion']).doNothing())
      .returning(['id', 'state'])
      .executeTakeFirst();
    if (inserted?.state === 'planned') await queue.add(trx, inserted.id, 0);
  }

  return {
    insert,

    post: (trx, post, now) => insert(trx, toNewPost(post, now)),

    async requestRefresh(trx, { kind, subjectId }) {
      const posts = await trx
        .updateTable('posts')
        .set(({ eb }) => ({ card_version: eb('card_version', '+', 1) }))
        .where('kind', '=', kind)
        .where('subject_id', '=', subjectId)
        .returning(['id', 'state'])
        .execute();
      for (const { id, state } of posts) if (state === 'sent') await queue.add(trx, id, 0);
    },

    async findCard({ tenantId, conversationId, activityId }) {
      const row = await db
        .selectFrom('posts')
        .select(['kind', 'subject_id', 'occasion'])
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', conversationId)
        .where('activity_id', '=', activityId)
        .executeTakeFirst();
      return row ? { kind: row.kind, subjectId: row.subject_id, occasion: row.occasion } : null;
    },

    claim: (postId, now) => db.transaction().execute((trx) => claim(trx, postId, now)),

    settle: (post, settlement, now) =>
      db.transaction().execute((trx) => settle({ trx, queue, post, settlement, now })),
  };
}

/** The row of a post that is due now. */
export function toNewPost(
  { kind, subjectId, occasion, tenantId, conversationId, threadId }: PostKey & PostPlace,
  now: Date,
): Insertable<PostTable> {
  return {
    id: randomUUID(),
    kind,
    subject_id: subjectId,
    occasion,
    tenant_id: tenantId,
    conversation_id: conversationId,
    thread_id: threadId ?? null,
    state: 'planned',
    due_at: now,
    changed_at: now,
  };
}

async function claim(trx: Transaction<Schema>, postId: string, now: Date): Promise<Post | null> {
  const row = await trx
    .selectFrom('posts')
    .innerJoin('conversations', (join) =>
      join
        .onRef('conversations.tenant_id', '=', 'posts.tenant_id')
        .onRef('conversations.id', '=', 'posts.conversation_id'),
    )
    .selectAll('posts')
    .select(['conversations.kind as place', 'service_url', 'bot_id'])
    .where('posts.id', '=', postId)
    .forUpdate('posts')
    .executeTakeFirst();
  if (!row) return null;
  const subscription = row.kind === 'reminder' ? await findSubscription(trx, row.subject_id) : null;
  const next = nextState(row, subscription?.state ?? 'active');
  if (!next) return null;
  const attempts = row.attempts + (next.state === 'sending' ? 1 : 0);
  await trx
    .updateTable('posts')
    .set({ ...next, changed_at: now, attempts })
    .where('id', '=', postId)
    .execute();
  return next.state === 'sending' || next.state === 'sent' ? toPost(row, subscription) : null;
}

/**
 * A post that is still "sending" when its job comes back was cut off there: Teams may have it, so it is not
 * sent again. Null when nothing is to be done.
 */
function nextState(
  { state, card_version, shown_version }: Selectable<PostTable>,
  wanted: string,
): { state: PostTable['state']; reason: string | null } | null {
  if (state === 'sending') return { state: 'unknown', reason: 'the process ended while sending' };
  if (state === 'sent') return card_version > shown_version ? { state, reason: null } : null;
  if (state !== 'planned') return null;
  return wanted === 'active' ? { state: 'sending', reason: null } : { state: 'skipped', reason: wanted };
}

function findSubscription(trx: Transaction<Schema>, id: string) {
  return trx
    .selectFrom('subscriptions')
    .select(['state', 'local_time', 'zone', 'rungs'])
    .where('id', '=', id)
    .executeTakeFirst();
}

type ClaimedRow = Selectable<PostTable> & {
  place: ConversationTable['kind'];
  service_url: string;
  bot_id: string;
};

function toPost(
  row: ClaimedRow,
  subscription: { local_time: string; zone: string; rungs: number[] } | null | undefined,
): Post {
  const { id, kind, occasion } = row;
  return {
    id,
    kind,
    subjectId: row.subject_id,
    occasion,
    activityId: row.activity_id,
    cardVersion: row.card_version,
    conversation: {
      tenantId: row.tenant_id,
      id: row.thread_id ?? row.conversation_id,
      kind: row.place,
      serviceUrl: row.service_url,
      botId: row.bot_id,
    },
    reminder: subscription
      ? {
          noticeId: row.notice_id ?? '',
          cutOff: row.cut_off ?? '',
          rung: row.rung ?? 0,
          schedule: {
            localTime: subscription.local_time,
            zone: subscription.zone,
            rungs: subscription.rungs,
          },
        }
      : null,
  };
}

interface PostToSettle {
  trx: Transaction<Schema>;
  queue: PostQueue;
  post: Pick<Post, 'id' | 'cardVersion'>;
  settlement: Settlement;
  now: Date;
}

async function settle({ trx, queue, post, settlement, now }: PostToSettle): Promise<void> {
  const row = await trx
    .updateTable('posts')
    .set({ ...changesOf(settlement, post.cardVersion), changed_at: now })
    .where('id', '=', post.id)
    .returning(['kind', 'subject_id', 'state', 'card_version', 'shown_version'])
    .executeTakeFirstOrThrow();
  if ('retryDelaySeconds' in settlement) await queue.add(trx, post.id, settlement.retryDelaySeconds);
  else if (row.state === 'sent' && row.card_version > row.shown_version) await queue.add(trx, post.id, 0);
  if (settlement.state === 'failed' && settlement.suspend && row.kind === 'reminder') {
    await trx
      .updateTable('subscriptions')
      .set({ state: 'suspended' })
      .where('id', '=', row.subject_id)
      .where('state', '=', 'active')
      .execute();
  }
}

function changesOf(settlement: Settlement, cardVersion: number) {
  switch (settlement.state) {
    case 'sent':
      return {
        state: settlement.state,
        reason: null,
        activity_id: settlement.activityId,
        shown_version: cardVersion,
      };
    case 'refreshed':
      return { reason: settlement.reason, shown_version: cardVersion };
    case 'stale':
      return { reason: settlement.reason };
    default:
      return { state: settlement.state, reason: settlement.reason };
  }
}
