import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { DEFAULT_RUNGS } from '../../bot/campaign/ladder.ts';
import { planReminders, type ReminderPlan } from '../../bot/campaign/plan.ts';
import { createPlanner } from '../../bot/reminders/planner.ts';
import type { Conversation, PlanStore, Subscription } from '../../bot/reminders/ports.ts';
import { createConversationStore } from '../../bot/store/conversations.ts';
import { openDatabase, type Database } from '../../bot/store/database.ts';
import { createLedger, type PostLedger } from '../../bot/store/ledger.ts';
import { createPlanStore } from '../../bot/store/plans.ts';
import { createPostQueue, type PostQueue } from '../../bot/store/post-queue.ts';
import { createSubscriptionStore } from '../../bot/store/subscriptions.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';

const CUT_OFF = '2023-10-01';
const SINCE = new Date('2023-09-20T10:00:00Z');
const NOW = new Date('2023-09-24T09:00:00Z');
const schedule = { localTime: '09:00', zone: 'UTC', rungs: DEFAULT_RUNGS };

forEachDatabase('the ledger', (open) => {
  let database: Database;
  let queue: PostQueue;
  let ledger: PostLedger;
  let plans: PlanStore;

  before(async () => {
    database = await openDatabase(await open());
    queue = createPostQueue(database.boss, (error) => {
      throw error;
    });
    await queue.start();
    ledger = createLedger(database.db, queue);
    plans = createPlanStore(database.db, ledger);
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
    await plans.recordPlan(subscribed.subscription, CUT_OFF, planAt(NOW), NOW);
    const [post] = await postsOf(subscribed.subscription);
    assert.ok(post);
    return { ...subscribed, postId: post.id };
  }

  it('has one row and one job for a rung that is planned many times at once', async () => {
    const { subscription } = await subscribe();
    const plan = planAt(NOW);
    await Promise.all(Array.from({ length: 6 }, () => plans.recordPlan(subscription, CUT_OFF, plan, NOW)));
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
    const planner = createPlanner({ clock, plans, cutOffs: new Map([[subscription.noticeId, CUT_OFF]]) });
    await planner.runOnce();
    const first = await postsOf(subscription);
    assert.deepEqual(await plans.dueSubscriptions(NOW, [subscription.noticeId], 10), []);
    clock.advance({ minutes: 1 });
    await planner.runOnce();
    assert.deepEqual(await postsOf(subscription), first);
    assert.equal(first.length, 1);
  });

  it('writes down the rungs that downtime swallowed, and why', async () => {
    const { subscription } = await subscribe();
    const now = new Date('2023-09-30T12:00:00Z');
    await plans.recordPlan(subscription, CUT_OFF, planAt(now), now);
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
    const jobless = createLedger(database.db, { ...queue, add: () => Promise.reject(new Error('no job')) });
    const broken = createPlanStore(database.db, jobless);
    await assert.rejects(broken.recordPlan(subscription, CUT_OFF, planAt(NOW), NOW), /no job/);
    assert.deepEqual(await postsOf(subscription), []);
    assert.equal((await plans.dueSubscriptions(NOW, [subscription.noticeId], 10)).length, 1);
  });

  it('hands a post out with everything that it takes to send it', async () => {
    const { subscription, conversation, postId } = await planned();
    assert.deepEqual(await ledger.claim(postId, NOW), {
      id: postId,
      kind: 'reminder',
      subjectId: subscription.id,
      occasion: `${subscription.noticeId} ${CUT_OFF} 7`,
      conversation,
      activityId: null,
      cardVersion: 0,
      reminder: {
        noticeId: subscription.noticeId,
        cutOff: CUT_OFF,
        rung: 7,
        schedule: { ...schedule, rungs: [...DEFAULT_RUNGS] },
      },
    });
  });

  it('hands a post out to one of those who claim it at once', async () => {
    const { postId } = await planned();
    const claims = await Promise.all(Array.from({ length: 5 }, () => ledger.claim(postId, NOW)));
    assert.equal(claims.filter(Boolean).length, 1);
  });

  it('calls a post unknown that was being sent when its job comes back, and never hands it out again', async () => {
    const { subscription, postId } = await planned();
    assert.ok(await ledger.claim(postId, NOW));
    assert.equal(await ledger.claim(postId, NOW), null);
    const [post] = await postsOf(subscription);
    assert.deepEqual(
      [post?.state, post?.reason, post?.attempts],
      ['unknown', 'the process ended while sending', 1],
    );
    assert.equal(await ledger.claim(postId, NOW), null);
  });

  it('does not hand out what was sent', async () => {
    const { subscription, postId } = await planned();
    await ledger.claim(postId, NOW);
    await ledger.settle({ id: postId, cardVersion: 0 }, { state: 'sent', activityId: '1700000000000' }, NOW);
    assert.equal(await ledger.claim(postId, NOW), null);
    const [post] = await postsOf(subscription);
    assert.deepEqual([post?.state, post?.activity_id], ['sent', '1700000000000']);
  });

  it('hands a card out for its update once for each change, also for one that comes while it is updated', async () => {
    const { subscription, postId } = await planned();
    await ledger.claim(postId, NOW);
    await ledger.settle({ id: postId, cardVersion: 0 }, { state: 'sent', activityId: '1700000000000' }, NOW);
    const change = () =>
      database.db
        .transaction()
        .execute((trx) => ledger.requestRefresh(trx, { kind: 'reminder', subjectId: subscription.id }));
    await change();
    const claimed = await ledger.claim(postId, NOW);
    assert.deepEqual([claimed?.activityId, claimed?.cardVersion], ['1700000000000', 1]);
    await change();
    await ledger.settle({ id: postId, cardVersion: 1 }, { state: 'refreshed', reason: null }, NOW);
    const again = await ledger.claim(postId, NOW);
    assert.equal(again?.cardVersion, 2);
    await ledger.settle(again, { state: 'refreshed', reason: null }, NOW);
    assert.equal(await ledger.claim(postId, NOW), null);
    assert.equal((await postsOf(subscription))[0]?.state, 'sent');
  });

  it('sends a card that changed before it was sent as it is, without an update after it', async () => {
    const { subscription, postId } = await planned();
    await database.db
      .transaction()
      .execute((trx) => ledger.requestRefresh(trx, { kind: 'reminder', subjectId: subscription.id }));
    const claimed = await ledger.claim(postId, NOW);
    assert.deepEqual([claimed?.activityId, claimed?.cardVersion], [null, 1]);
    await ledger.settle({ id: postId, cardVersion: 1 }, { state: 'sent', activityId: '1700000000000' }, NOW);
    assert.equal(await jobsOf(postId), 1);
    assert.equal(await ledger.claim(postId, NOW), null);
  });

  it('hands a deferred post out again, with a job of its own', async () => {
    const { subscription, postId } = await planned();
    await ledger.claim(postId, NOW);
    await ledger.settle(
      { id: postId, cardVersion: 0 },
      { state: 'planned', reason: 'Teams answered 429', retryDelaySeconds: 30 },
      NOW,
    );
    assert.equal(await jobsOf(postId), 2);
    assert.ok(await ledger.claim(postId, NOW));
    assert.equal((await postsOf(subscription))[0]?.attempts, 2);
  });

  it('skips a post whose reminders were stopped or suspended after it was planned', async () => {
    for (const state of ['stopped', 'suspended'] as const) {
      const { subscription, postId } = await planned();
      await database.db
        .updateTable('subscriptions')
        .set({ state })
        .where('id', '=', subscription.id)
        .execute();
      assert.equal(await ledger.claim(postId, NOW), null);
      const [post] = await postsOf(subscription);
      assert.deepEqual([post?.state, post?.reason], ['skipped', state]);
    }
  });

  it('finds nothing due in suspended subscriptions, other notices and the future', async () => {
    const { subscription, conversation } = await subscribe();
    const due = (now: Date, noticeId = subscription.noticeId) => plans.dueSubscriptions(now, [noticeId], 10);
    assert.equal((await due(NOW)).length, 1);
    assert.equal((await due(new Date(NOW.getTime() - 1))).length, 0);
    assert.equal((await due(NOW, 'another-notice')).length, 0);
    assert.equal((await plans.dueSubscriptions(NOW, [], 10)).length, 0);
    await createConversationStore(database.db).suspend(conversation);
    assert.equal((await due(NOW)).length, 0);
  });
});
