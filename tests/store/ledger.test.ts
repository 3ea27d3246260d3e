import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { DEFAULT_RUNGS } from '../../bot/campaign/ladder.ts';
import { planReminders, type ReminderPlan } from '../../bot/campaign/plan.ts';
import { createPlanner } from '../../bot/reminders/planner.ts';
import type { Conversation, Ledger, Post, Subscription } from '../../bot/reminders/ports.ts';
import { createConversationStore } from '../../bot/store/conversations.ts';
import { openDatabase, type Database } from '../../bot/store/database.ts';
import { createLedger } from '../../bot/store/ledger.ts';
import { createPostQueue, type PostQueue } from '../../bot/store/post-queue.ts';
import { createSubscriptionStore } from '../../bot/store/subscriptions.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';

const CUT_OFF = '2023-10-01';
const SINCE = new Date('2023-09-20T10:00:00Z');
const NOW = new Date('2023-09-24T09:00:00Z');
const INSTANTS = { now: NOW, realNow: new Date('2026-11-22T12:00:00Z') };
const LEASE_OVER = { now: NOW, realNow: new Date('2026-11-22T12:01:00Z') };
const PAUSE_OVER = { now: NOW, realNow: new Date('2026-11-22T12:03:05Z') };
const schedule = { localTime: '09:00', zone: 'UTC', rungs: DEFAULT_RUNGS };

forEachDatabase('the ledger', (open) => {
  let database: Database;
  let queue: PostQueue;
  let ledger: Ledger;

  before(async () => {
    database = await openDatabase(await open());
    queue = createPostQueue(database.boss, database.db, (error) => {
      throw error;
    });
    await queue.start();
    ledger = createLedger(database.db, queue);
  });
  after(async () => {
    await queue.stop();
    await database.close();
  });

  /** A subscription of a notice that no other test has. */
  async function subscribe(): Promise<{ subscription: Subscription; conversation: Conversation }> {
    const conversation: Conversation = {
      tenantId: 'tenant',
      id: `19:${randomUUID()}@thread.tacv2`,
      kind: 'channel',
      serviceUrl: 'https://smba.example.com/',
      botId: '28:bot',
    };
    await createConversationStore(database.db).remember(conversation, SINCE);
    const key = { tenantId: 'tenant', conversationId: conversation.id, noticeId: randomUUID() };
    const store = createSubscriptionStore(database.db);
    await store.subscribe(key, schedule, { since: SINCE, nextDueAt: NOW });
    const subscription = await store.findSubscription(key);
    assert.ok(subscription);
    return { subscription, conversation };
  }

  const planAt = (now: Date): ReminderPlan => planReminders({ cutOff: CUT_OFF, schedule, since: SINCE, now });

  const postsOf = ({ id }: Subscription) =>
    database.db
      .selectFrom('posts')
      .selectAll()
      .where('subject_id', '=', id)
      .orderBy('rung', 'desc')
      .execute();

  async function jobsOf(postId: string): Promise<number> {
    const { rows } = await sql<{ data: { postId: string } }>`select data from jobs.job`.execute(database.db);
    return rows.filter(({ data }) => data.postId === postId).length;
  }

  async function planned(): Promise<{
    subscription: Subscription;
    conversation: Conversation;
    postId: string;
  }> {
    const subscribed = await subscribe();
    await ledger.recordPlan(subscribed.subscription, CUT_OFF, planAt(NOW), NOW);
    const [post] = await postsOf(subscribed.subscription);
    assert.ok(post);
    return { ...subscribed, postId: post.id };
  }

  async function claimed(postId: string): Promise<Post> {
    const post = await ledger.claim(postId, INSTANTS);
    assert.ok(post);
    return post;
  }

  it('has one row and one job for a rung that is planned many times at once', async () => {
    const { subscription } = await subscribe();
    const plan = planAt(NOW);
    await Promise.all(Array.from({ length: 6 }, () => ledger.recordPlan(subscription, CUT_OFF, plan, NOW)));
    const posts = await postsOf(subscription);
    assert.deepEqual(
      posts.map(({ rung, state }) => [rung, state]),
      [[7, 'planned']],
    );
    assert.equal(await jobsOf(posts[0]?.id ?? ''), 1);
  });

  it('plans nothing in a second pass', async () => {
    const { subscription } = await subscribe();
    const clock = createManualClock(NOW.toISOString());
    const planner = createPlanner({ clock, ledger, cutOffs: new Map([[subscription.noticeId, CUT_OFF]]) });
    await planner.runOnce();
    const first = await postsOf(subscription);
    assert.deepEqual(await ledger.dueSubscriptions(NOW, [subscription.noticeId], 10), []);
    clock.advance({ minutes: 1 });
    await planner.runOnce();
    assert.deepEqual(await postsOf(subscription), first);
    assert.equal(first.length, 1);
  });

  it('writes down the rungs that downtime swallowed, and why', async () => {
    const { subscription } = await subscribe();
    const now = new Date('2023-09-30T12:00:00Z');
    await ledger.recordPlan(subscription, CUT_OFF, planAt(now), now);
    assert.deepEqual(
      (await postsOf(subscription)).map(({ rung, state, reason }) => [rung, state, reason]),
      [
        [7, 'skipped', 'superseded'],
        [3, 'skipped', 'superseded'],
        [1, 'planned', null],
      ],
    );
  });

  it('has neither row nor job when one of them fails', async () => {
    const { subscription } = await subscribe();
    const broken = createLedger(database.db, { ...queue, add: () => Promise.reject(new Error('no job')) });
    await assert.rejects(broken.recordPlan(subscription, CUT_OFF, planAt(NOW), NOW), /no job/);
    assert.deepEqual(await postsOf(subscription), []);
    assert.equal((await ledger.dueSubscriptions(NOW, [subscription.noticeId], 10)).length, 1);
  });

  it('hands a post out with everything that it takes to send it', async () => {
    const { subscription, conversation, postId } = await planned();
    assert.deepEqual(await ledger.claim(postId, INSTANTS), {
      id: postId,
      kind: 'reminder',
      subjectId: subscription.id,
      occasion: `${subscription.noticeId} 2023-10-01 7`,
      dueAt: NOW,
      isRepeat: false,
      attempts: 1,
      conversation,
      replaces: null,
    });
  });

  it('hands a post out to one of those who claim it at once', async () => {
    const { postId } = await planned();
    const claims = await Promise.all(Array.from({ length: 5 }, () => ledger.claim(postId, INSTANTS)));
    assert.equal(claims.filter(Boolean).length, 1);
  });

  it('leaves a post to whoever is sending it, and looks again when they should be done', async () => {
    const { subscription, postId } = await planned();
    await claimed(postId);
    assert.equal(await ledger.claim(postId, INSTANTS), null);
    assert.equal((await postsOf(subscription))[0]?.state, 'sending');
    assert.equal(await jobsOf(postId), 2);
  });

  it('hands a post out once more, as a repeat, two minutes after its sender was found dead', async () => {
    const { subscription, postId } = await planned();
    await claimed(postId);
    assert.equal(await ledger.claim(postId, LEASE_OVER), null);
    const [post] = await postsOf(subscription);
    assert.deepEqual(
      [post?.state, post?.reason, post?.attempts],
      ['unknown', 'the process ended while sending', 1],
    );
    assert.equal(await ledger.claim(postId, LEASE_OVER), null, 'before the pause is over');
    const repeat = await ledger.claim(postId, PAUSE_OVER);
    assert.deepEqual([repeat?.isRepeat, repeat?.attempts], [true, 2]);
  });

  it('repeats a post whose answer never came once, and then leaves it unknown', async () => {
    const { subscription, postId } = await planned();
    const unknown = { state: 'unknown', reason: 'no answer' } as const;
    await ledger.settle(await claimed(postId), unknown, INSTANTS);
    assert.deepEqual([await jobsOf(postId), await ledger.claim(postId, INSTANTS)], [2, null]);
    const repeat = await ledger.claim(postId, PAUSE_OVER);
    assert.ok(repeat?.isRepeat);
    await ledger.settle(repeat, unknown, PAUSE_OVER);
    const long = { now: NOW, realNow: new Date('2026-12-22T12:00:00Z') };
    assert.equal(await ledger.claim(postId, long), null);
    assert.equal((await postsOf(subscription))[0]?.state, 'unknown');
    assert.equal(await ledger.reconcile(long), 0);
  });

  it('keeps a repeat marked that Teams put off', async () => {
    const { postId } = await planned();
    await ledger.settle(await claimed(postId), { state: 'unknown', reason: 'no answer' }, INSTANTS);
    const repeat = await ledger.claim(postId, PAUSE_OVER);
    assert.ok(repeat);
    const deferred = { state: 'planned', reason: 'Teams answered 429', retryDelaySeconds: 1 } as const;
    await ledger.settle(repeat, deferred, PAUSE_OVER);
    assert.equal((await ledger.claim(postId, PAUSE_OVER))?.isRepeat, true);
  });

  it('gives a new job to a post that lost it, and to none that has one', async () => {
    const { postId } = await planned();
    await ledger.reconcile(INSTANTS);
    assert.equal(await jobsOf(postId), 1);
    await sql`delete from jobs.job where data ->> 'postId' = ${postId}`.execute(database.db);
    assert.equal(await ledger.reconcile(INSTANTS), 1);
    assert.equal(await jobsOf(postId), 1);
    assert.equal(await ledger.reconcile(INSTANTS), 0);
  });

  it('does not hand out what was sent', async () => {
    const { subscription, postId } = await planned();
    await ledger.settle(await claimed(postId), { state: 'sent', activityId: '1700000000000' }, INSTANTS);
    assert.equal(await ledger.claim(postId, LEASE_OVER), null);
    const [post] = await postsOf(subscription);
    assert.deepEqual([post?.state, post?.activity_id], ['sent', '1700000000000']);
  });

  it('hands a deferred post out again, with a job of its own', async () => {
    const { subscription, postId } = await planned();
    const deferred = { state: 'planned', reason: 'Teams answered 429', retryDelaySeconds: 30 } as const;
    await ledger.settle(await claimed(postId), deferred, INSTANTS);
    assert.equal(await jobsOf(postId), 2);
    await claimed(postId);
    assert.equal((await postsOf(subscription))[0]?.attempts, 2);
  });

  it('finds nothing due in suspended subscriptions, other notices and the future', async () => {
    const { subscription, conversation } = await subscribe();
    const due = (now: Date, noticeId = subscription.noticeId) => ledger.dueSubscriptions(now, [noticeId], 10);
    assert.equal((await due(NOW)).length, 1);
    assert.equal((await due(new Date(NOW.getTime() - 1))).length, 0);
    assert.equal((await due(NOW, 'another-notice')).length, 0);
    assert.equal((await ledger.dueSubscriptions(NOW, [], 10)).length, 0);
    await createConversationStore(database.db).suspend(conversation);
    assert.equal((await due(NOW)).length, 0);
  });
});
