import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { DEFAULT_OFFSETS } from '../../bot/reminders/schedule.ts';
import type { StatedCutOffs } from '../../bot/alerts/watches/cut-off-watch.ts';
import type { Progress } from '../../bot/campaign/progress.ts';
import type { Clock } from '../../bot/platform/clock.ts';
import { createPlanner, type Planner } from '../../bot/reminders/planner.ts';
import type { ReminderPlans, Subscription } from '../../bot/reminders/ports.ts';
import { createConversationStore } from '../../bot/store/delivery/conversations.ts';
import { openDatabase } from '../../bot/store/database/database.ts';
import { createReminderPlans } from '../../bot/store/reminders/reminder-plans.ts';
import { createOutbox } from '../../bot/store/delivery/outbox.ts';
import { createLedger } from '../../bot/store/delivery/ledger.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import { createSubscriptionStore } from '../../bot/store/reminders/subscriptions.ts';
import { createLogBook } from './cutover.ts';
import type { DatabasePlace } from './databases.ts';
import type { Conversation } from '../../bot/delivery/conversation.ts';
import type { Post } from '../../bot/delivery/ports.ts';
import { KIM } from './author.ts';
import { createConversation } from './conversation.ts';

export const CUT_OFF = '2023-10-01';
/** When subscriptions are made, and when seven days are left. */
export const SINCE = new Date('2023-09-20T10:00:00Z');
export const NOW = new Date('2023-09-24T09:00:00Z');

/** Real time: the start, when the lease of a first claim, that of any claim or request, and a repeat's pause are over. */
export const INSTANTS = { now: NOW, realNow: new Date('2026-11-22T12:00:00Z') };
export const CLAIM_OVER = { now: NOW, realNow: new Date('2026-11-22T12:00:05Z') };
export const LEASE_OVER = { now: NOW, realNow: new Date('2026-11-22T12:01:00Z') };
export const PAUSE_OVER = { now: NOW, realNow: new Date('2026-11-22T12:03:05Z') };

export const schedule = { localTime: '09:00', zone: 'UTC', offsets: DEFAULT_OFFSETS };

export type OpenLedger = Awaited<ReturnType<typeof openLedger>>;

/** A ledger over a real store, with its queue, and what tests ask of them. */
export async function openLedger(place: DatabasePlace) {
  const database = await openDatabase(place);
  const { db } = database;
  const queue = createPostQueue(database.boss, db, (error) => {
    throw error;
  });
  await queue.start();
  const outbox = createOutbox(queue);
  const ledger = createLedger(db, queue);
  const plans = createReminderPlans(db, queue);
  const store = createSubscriptionStore(db);

  /** A subscription of a notice that no other test has. */
  async function subscribe(): Promise<{ subscription: Subscription; conversation: Conversation }> {
    const conversation = createConversation({ tenantId: 'tenant' });
    await createConversationStore(db).remember(conversation, SINCE);
    const key = { tenantId: 'tenant', conversationId: conversation.id, noticeId: randomUUID() };
    await store.subscribe(key, schedule, {
      by: KIM,
      now: SINCE,
      cutOffs: new Map([[key.noticeId, CUT_OFF]]),
    });
    const subscription = await store.findSubscription(key);
    assert.ok(subscription);
    return { subscription, conversation };
  }

  const plannerFor = (
    { noticeId }: Pick<Subscription, 'noticeId'>,
    clock: Clock,
    over: ReminderPlans = plans,
    progress: ReadonlyMap<string, Progress> = new Map(),
  ): Planner =>
    createPlanner({
      clock,
      plans: over,
      cutOffs: () => new Map([[noticeId, CUT_OFF]]),
      readProgress: () =>
        Promise.resolve(new Map([...progress].map(([id, each]) => [id, new Map([[noticeId, each]])]))),
      log: createLogBook().log,
    });
  const plan = (subscription: Subscription, now = NOW, over: ReminderPlans = plans) =>
    plannerFor(subscription, { now: () => now }, over).runOnce();

  const postsOf = ({ id }: Subscription) =>
    db
      .selectFrom('posts')
      .selectAll()
      .where('kind', '=', 'reminder')
      .where('subject_id', '=', id)
      .orderBy('offset_days', 'desc')
      .execute();

  async function jobsOf(postId: string): Promise<number> {
    const { rows } = await sql<{ data: { postId: string } }>`select data from jobs.job`.execute(db);
    return rows.filter(({ data }) => data.postId === postId).length;
  }

  /** A post that waits to be sent. */
  async function planned(): Promise<{
    subscription: Subscription;
    conversation: Conversation;
    postId: string;
  }> {
    const subscribed = await subscribe();
    await plan(subscribed.subscription);
    const [post] = await postsOf(subscribed.subscription);
    assert.ok(post);
    return { ...subscribed, postId: post.id };
  }

  async function claimed(postId: string, instants = INSTANTS): Promise<Post> {
    const post = await ledger.claim(postId, instants);
    assert.ok(post);
    return post;
  }

  /** Claims a post, and marks it as being sent. */
  async function departed(postId: string, instants = INSTANTS): Promise<Post> {
    const post = await claimed(postId, instants);
    assert.ok(await ledger.depart(post, instants));
    return post;
  }

  async function close(): Promise<void> {
    await queue.stop();
    await database.close();
  }

  return {
    db,
    queue,
    ledger,
    outbox,
    plans,
    store,
    subscribe,
    plannerFor,
    plan,
    postsOf,
    jobsOf,
    planned,
    claimed,
    departed,
    close,
  };
}

/** What the notice of a subscription states as its cut-off. */
export function stating({ noticeId }: Pick<Subscription, 'noticeId'>, date: string): StatedCutOffs {
  return new Map([[noticeId, { date, sentence: null }]]);
}
