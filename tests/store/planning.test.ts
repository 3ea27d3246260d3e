import assert from 'node:assert/strict';
import { createConversationStore } from '../../bot/store/conversations.ts';
import { createLedger } from '../../bot/store/ledger.ts';
import { forEachDatabase } from '../support/databases.ts';
import { INSTANTS, NOW, openLedger, schedule, type OpenLedger } from '../support/ledger.ts';
import { createManualClock } from '../support/manual-clock.ts';

forEachDatabase('planning over the ledger', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  it('has one row and one job for a rung that is planned many times at once', async () => {
    const { subscription } = await over.subscribe();
    await Promise.all(Array.from({ length: 6 }, () => over.plan(subscription)));
    const posts = await over.postsOf(subscription);
    assert.deepEqual(
      posts.map(({ rung, state }) => [rung, state]),
      [[7, 'planned']],
    );
    assert.equal(await over.jobsOf(posts[0]?.id ?? ''), 1);
  });

  it('plans nothing in a second pass', async () => {
    const { subscription } = await over.subscribe();
    const clock = createManualClock(NOW.toISOString());
    const planner = over.plannerFor(subscription, clock);
    await planner.runOnce();
    const first = await over.postsOf(subscription);
    clock.advance({ minutes: 1 });
    await planner.runOnce();
    assert.deepEqual(await over.postsOf(subscription), first);
    assert.equal(first.length, 1);
  });

  it('writes down the rungs that downtime swallowed, and why', async () => {
    const { subscription } = await over.subscribe();
    await over.plan(subscription, new Date('2023-09-30T12:00:00Z'));
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ rung, state, reason }) => [rung, state, reason]),
      [
        [7, 'skipped', 'superseded'],
        [3, 'skipped', 'superseded'],
        [1, 'planned', null],
      ],
    );
  });

  it('has neither row nor job when one of them fails, and is asked again', async () => {
    const { subscription } = await over.subscribe();
    const broken = createLedger(over.db, {
      ...over.queue,
      addAll: () => Promise.reject(new Error('no job')),
    });
    await assert.rejects(over.plan(subscription, NOW, broken), /no job/);
    assert.deepEqual(await over.postsOf(subscription), []);
    await over.plan(subscription);
    assert.equal((await over.postsOf(subscription)).length, 1);
  });

  it('plans anew what was not sent when the schedule changes, and nothing that was', async () => {
    const { subscription } = await over.subscribe();
    await over.plan(subscription);
    const { store } = over;
    const key = {
      tenantId: 'tenant',
      conversationId: subscription.conversationId,
      noticeId: subscription.noticeId,
    };
    const noon = new Date('2023-09-24T12:00:00Z');
    await store.subscribe(key, { ...schedule, localTime: '12:00' }, NOW);
    await over.plan(subscription, new Date(noon.getTime() - 1));
    assert.deepEqual(await over.postsOf(subscription), []);
    await over.plan(subscription, noon);
    const [post, ...others] = await over.postsOf(subscription);
    assert.deepEqual([post?.rung, post?.due_at, others], [7, noon, []]);
    await over.ledger.settle(
      await over.claimed(post?.id ?? ''),
      { state: 'sent', activityId: 'a' },
      INSTANTS,
    );
    await store.subscribe(key, { ...schedule, localTime: '13:00' }, noon);
    await over.plan(subscription, new Date('2023-09-24T13:00:00Z'));
    assert.equal((await over.postsOf(subscription)).length, 1);
  });

  it('forgets what a clock that was ahead has left out', async () => {
    const { subscription } = await over.subscribe();
    const clock = createManualClock('2023-09-22T12:00:00Z');
    const planner = over.plannerFor(subscription, clock);
    await planner.runOnce();
    clock.set('2023-10-05T12:00:00Z');
    await planner.runOnce();
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ rung }) => rung),
      [7, 3, 1, 0],
    );
    clock.set('2023-09-24T09:00:00Z');
    for (const again of [planner, over.plannerFor(subscription, clock)]) {
      await again.runOnce();
      assert.deepEqual(
        (await over.postsOf(subscription)).map(({ rung, state }) => [rung, state]),
        [[7, 'planned']],
      );
      clock.set('2023-09-24T09:30:00Z');
    }
  });

  it('plans nothing for suspended subscriptions, other notices and the future', async () => {
    const { subscription, conversation } = await over.subscribe();
    await over.plan(subscription, new Date(NOW.getTime() - 1));
    await over.plan({ ...subscription, noticeId: 'another-notice' });
    await createConversationStore(over.db).suspend(conversation);
    await over.plan(subscription);
    assert.deepEqual(await over.postsOf(subscription), []);
  });

  it('tells what became of the last reminders, the newest first', async () => {
    const { subscription } = await over.subscribe();
    await over.plan(subscription, new Date('2023-09-30T12:00:00Z'));
    const past = await over.ledger.lastReminders(subscription.id, 2);
    assert.deepEqual(
      past.map(({ rung, state, reason, attempts }) => [rung, state, reason, attempts]),
      [
        [1, 'planned', null, 0],
        [3, 'skipped', 'superseded', 0],
      ],
    );
  });
});
