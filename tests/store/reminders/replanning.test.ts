import assert from 'node:assert/strict';
import { createConversationStore } from '../../../bot/store/delivery/conversations.ts';
import { createKnownCutOffs } from '../../../bot/store/reminders/known-cut-offs.ts';
import { forEachDatabase } from '../../support/databases.ts';
import {
  CUT_OFF,
  INSTANTS,
  NOW,
  openLedger,
  PAUSE_OVER,
  schedule,
  SINCE,
  stating,
  type OpenLedger,
} from '../../support/ledger.ts';
import { KIM } from '../../support/author.ts';

forEachDatabase('planning again', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  it('plans unsent reminders again when the schedule changes, and no sent ones', async () => {
    const { subscription } = await over.subscribe();
    await over.plan(subscription);
    const { store } = over;
    const key = {
      tenantId: 'tenant',
      conversationId: subscription.conversationId,
      noticeId: subscription.noticeId,
    };
    const noon = new Date('2023-09-24T12:00:00Z');
    await store.subscribe(
      key,
      { ...schedule, localTime: '12:00' },
      { by: KIM, now: NOW, cutOffs: new Map([[subscription.noticeId, CUT_OFF]]) },
    );
    await over.plan(subscription, new Date(noon.getTime() - 1));
    assert.deepEqual(await over.postsOf(subscription), []);
    await over.plan(subscription, noon);
    const [post, ...others] = await over.postsOf(subscription);
    assert.deepEqual([post?.offset_days, post?.due_at, others], [7, noon, []]);
    await over.ledger.settle(
      await over.claimed(post?.id ?? ''),
      { state: 'sent', activityId: 'a' },
      INSTANTS,
    );
    await store.subscribe(
      key,
      { ...schedule, localTime: '13:00' },
      { by: KIM, now: noon, cutOffs: new Map([[subscription.noticeId, CUT_OFF]]) },
    );
    await over.plan(subscription, new Date('2023-09-24T13:00:00Z'));
    assert.equal((await over.postsOf(subscription)).length, 1);
  });

  it('plans a skipped reminder again when a change makes it due again', async () => {
    const { subscription } = await over.subscribe();
    const { conversationId, noticeId } = subscription;
    const key = { tenantId: 'tenant', conversationId, noticeId };
    await over.store.snooze(key, new Date('2023-09-26T00:00:00Z'), { by: KIM, now: NOW });
    await over.plan(subscription);
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset, reason }) => [offset, reason]),
      [[7, 'snoozed']],
    );
    const asked = {
      by: KIM,
      now: new Date('2023-09-24T10:00:00Z'),
      cutOffs: new Map([[subscription.noticeId, CUT_OFF]]),
    };
    await over.store.subscribe(key, { ...schedule, localTime: '17:00' }, asked);
    await over.plan(subscription, new Date('2023-09-24T17:00:00Z'));
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset, state }) => [offset, state]),
      [[7, 'planned']],
    );
  });

  it('skips a notice of which another instance has a different cut-off', async () => {
    const { subscription } = await over.subscribe();
    const known = createKnownCutOffs(over.db, over.outbox);
    await known.save(stating(subscription, '2023-12-01'), NOW);
    await over.plan(subscription);
    assert.deepEqual(await over.postsOf(subscription), []);
    await known.save(stating(subscription, CUT_OFF), new Date(NOW.getTime() - 1));
    await over.plan(subscription);
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset, state }) => [offset, state]),
      [[7, 'planned']],
    );
  });

  it('posts nothing late for a cut-off that has changed', async () => {
    const { subscription } = await over.subscribe();
    const known = createKnownCutOffs(over.db, over.outbox);
    await known.save(stating(subscription, '2023-12-01'), SINCE);
    await known.save(stating(subscription, CUT_OFF), new Date('2023-09-29T12:00:00Z'));
    await over.plan(subscription, new Date('2023-09-29T12:00:00Z'));
    assert.deepEqual(await over.postsOf(subscription), []);
    await over.plan(subscription, new Date('2023-09-30T09:00:00Z'));
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset }) => offset),
      [1],
    );
  });

  it('plans a claimed reminder again after a suspension', async () => {
    const { subscription, conversation, postId } = await over.planned();
    const conversations = createConversationStore(over.db);
    const scope = { tenantId: conversation.tenantId, conversationId: conversation.id };
    const post = await over.claimed(postId);
    await conversations.suspend(scope, 'team-archived');
    await over.ledger.settle(post, { state: 'withdrawn', reason: 'suspended' }, INSTANTS);
    await over.plan(subscription);
    assert.deepEqual(await over.postsOf(subscription), []);
    await conversations.resume(scope, 'team-archived');
    await over.plan(subscription);
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset, state }) => [offset, state]),
      [[7, 'planned']],
    );
  });

  it('plans a deferred reminder again when the schedule changes, but no repeat', async () => {
    for (const isRepeat of [false, true]) {
      const { subscription, postId } = await over.planned();
      const { conversationId, noticeId } = subscription;
      let taken = await over.claimed(postId);
      if (isRepeat) {
        await over.ledger.settle(taken, { state: 'unknown', reason: 'no answer' }, INSTANTS);
        taken = await over.claimed(postId, PAUSE_OVER);
      }
      const deferred = { state: 'planned', reason: 'Teams answered 429', retryDelaySeconds: 30 } as const;
      await over.ledger.settle(taken, deferred, PAUSE_OVER);
      const key = { tenantId: 'tenant', conversationId, noticeId };
      await over.store.subscribe(
        key,
        { ...schedule, localTime: '12:00' },
        { by: KIM, now: NOW, cutOffs: new Map([[subscription.noticeId, CUT_OFF]]) },
      );
      assert.equal((await over.postsOf(subscription)).length, isRepeat ? 1 : 0);
    }
  });

  it('plans a reminder again that must not be posted at this hour, and retries a repeat later', async () => {
    const { subscription, postId } = await over.planned();
    const withdrawn = { state: 'withdrawn', reason: 'not-due' } as const;
    await over.ledger.settle(await over.claimed(postId), withdrawn, INSTANTS);
    assert.deepEqual(await over.postsOf(subscription), []);
    await over.plan(subscription);
    const [post] = await over.postsOf(subscription);
    assert.equal(post?.state, 'planned');
    await over.ledger.settle(
      await over.claimed(post.id),
      { state: 'unknown', reason: 'no answer' },
      INSTANTS,
    );
    await over.ledger.settle(await over.claimed(post.id, PAUSE_OVER), withdrawn, PAUSE_OVER);
    const [repeat] = await over.postsOf(subscription);
    assert.deepEqual([repeat?.state, repeat?.is_repeat], ['planned', true]);
    assert.equal(await over.jobsOf(post.id), 3);
  });
});
