import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Author } from '../../../bot/access/author.ts';
import { createPlanner } from '../../../bot/reminders/planner.ts';
import { createKnownCutOffs } from '../../../bot/store/reminders/known-cut-offs.ts';
import { createTenantDeadlineStore } from '../../../bot/store/reminders/tenant-deadlines.ts';
import { createUndoStore } from '../../../bot/store/undo/undo.ts';
import { KIM } from '../../support/author.ts';
import { createLogBook } from '../../support/cutover.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { CUT_OFF, INSTANTS, NOW, openLedger, SINCE, stating, type OpenLedger } from '../../support/ledger.ts';

forEachDatabase('the deadlines of tenants', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

  /** A subscription of a notice of its own in the tenant "tenant". */
  async function campaign() {
    const { subscription, conversation } = await over.subscribe();
    const store = createTenantDeadlineStore(over.db, over.outbox);
    const key = { tenantId: 'tenant', noticeId: subscription.noticeId };
    const by: Author = { ...KIM, conversationId: conversation.id };
    const set = (date: string | null, now: Date, reason: string | null = null) =>
      store.set(key, { date, reason }, { by, now });
    const plan = (now: Date, cutOff: string | null = CUT_OFF) =>
      createPlanner({
        clock: { now: () => now },
        plans: over.plans,
        cutOffs: () => new Map([[subscription.noticeId, cutOff]]),
        readProgress: () => Promise.resolve(new Map()),
        log: createLogBook().log,
      }).runOnce();
    const told = async () =>
      (await over.postsOf(subscription)).map(
        ({ cut_off: cutOff, offset_days: offset, state }) => `${cutOff} ${offset} ${state}`,
      );
    return { subscription, conversation, store, key, by, set, plan, told };
  }

  it('are kept with who set them, when and why, and everything before', async () => {
    const { store, key, set } = await campaign();
    assert.equal(await set('2023-12-01', SINCE, 'Microsoft wrote to us'), true);
    assert.equal(await set('2023-12-01', NOW, 'Microsoft wrote to us'), false);
    const own = (await store.of('tenant')).get(key.noticeId);
    assert.deepEqual(own, {
      date: '2023-12-01',
      reason: 'Microsoft wrote to us',
      by: KIM.name,
      at: SINCE,
    });
    assert.deepEqual((await store.all()).get('tenant')?.get(key.noticeId), own);
    assert.equal(await set(null, NOW), true);
    assert.equal((await store.of('tenant')).has(key.noticeId), false);
    assert.equal((await store.all()).get('tenant')?.has(key.noticeId) ?? false, false);
    assert.deepEqual(
      (await store.history(key, 10)).map(({ date, reason, by }) => [date, reason, by]),
      [
        [null, null, KIM.name],
        ['2023-12-01', 'Microsoft wrote to us', KIM.name],
      ],
    );
  });

  it('are read for many tenants at once, each its own', async () => {
    const store = createTenantDeadlineStore(over.db, over.outbox);
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const [i, tenantId] of ids.slice(0, 2).entries()) {
      const wish = { date: `2023-12-0${i + 1}`, reason: null };
      await store.set({ tenantId, noticeId: 'a-notice' }, wish, { by: KIM, now: NOW });
    }
    const dates = await Promise.all(ids.map(async (id) => (await store.of(id)).get('a-notice')?.date));
    assert.deepEqual(dates, ['2023-12-01', '2023-12-02', undefined]);
  });

  it('are what reminders are planned for, and none comes late for the time before', async () => {
    const { set, plan, told } = await campaign();
    await set('2023-11-01', NOW); // 60 days before it were past
    await plan(NOW);
    assert.deepEqual(await told(), []);
    await plan(new Date('2023-10-02T09:00:00Z'));
    assert.deepEqual(await told(), ['2023-11-01 30 planned']);
  });

  it('give reminders to a notice that has no date of its own', async () => {
    const { set, plan, told } = await campaign();
    await plan(NOW, null);
    assert.deepEqual(await told(), []);
    await set('2023-10-01', SINCE);
    await plan(NOW, null);
    assert.deepEqual(await told(), ['2023-10-01 7 planned']);
  });

  it('have reminders that were not sent planned anew, and the posted card updated', async () => {
    const { subscription, set, plan, told } = await campaign();
    await plan(NOW);
    const [post] = await over.postsOf(subscription);
    const taken = await over.departed(post?.id ?? '');
    await over.ledger.settle(taken, { state: 'sent', activityId: 'a' }, INSTANTS);
    await plan(new Date('2023-09-28T09:00:00Z'));
    assert.deepEqual(await told(), ['2023-10-01 7 sent', '2023-10-01 3 planned']);
    await set('2023-11-01', new Date('2023-09-28T09:00:01Z'));
    assert.deepEqual(await told(), ['2023-10-01 7 sent']);
    const [card] = await over.postsOf(subscription);
    assert.equal(card?.revision, 1, 'it is to be rendered again');
  });

  it('have a card updated that was on its way to Teams when they changed', async () => {
    const { subscription, set, plan } = await campaign();
    await plan(NOW);
    const [post] = await over.postsOf(subscription);
    const taken = await over.departed(post?.id ?? '');
    await set('2023-11-01', NOW);
    await over.ledger.settle(taken, { state: 'sent', activityId: 'a' }, INSTANTS);
    const [card] = await over.postsOf(subscription);
    assert.deepEqual([card?.state, card?.revision, card?.shown_revision], ['sent', 1, 0]);
    assert.equal(await over.jobsOf(card?.id ?? ''), 2, 'one that sent it, and one that updates it');
  });

  it('go back with undo to what they were, reminders too', async () => {
    const { conversation, store, key, by, set, plan, told } = await campaign();
    const undo = createUndoStore(over.db, over.outbox);
    const takeBack = async (now: Date) => {
      const entry = await undo.findLast(conversation, now);
      assert.ok(entry);
      return undo.takeBack(entry, 'tenant', { by, now, cutOffs: new Map() });
    };
    await set('2023-12-01', later(-2), 'an exception');
    await set('2024-03-01', later(-1));
    assert.equal((await takeBack(later(-0.5))).outcome, 'undone');
    assert.deepEqual((await store.of('tenant')).get(key.noticeId)?.reason, 'an exception');
    assert.equal((await takeBack(later(-0.25))).outcome, 'undone');
    assert.equal((await store.of('tenant')).has(key.noticeId), false);
    await plan(NOW);
    assert.deepEqual(await told(), ['2023-10-01 7 planned']);
  });

  it('are not taken back once they have changed again', async () => {
    const { conversation, by, set } = await campaign();
    const undo = createUndoStore(over.db, over.outbox);
    await set('2023-12-01', SINCE);
    const entry = await undo.findLast(conversation, SINCE);
    assert.ok(entry);
    await set('2024-03-01', later(1));
    const result = await undo.takeBack(entry, 'tenant', { by, now: later(2), cutOffs: new Map() });
    assert.equal(result.outcome, 'overtaken');
  });

  it('stay where they are when the notice’s own date moves', async () => {
    const { subscription, set, plan, told } = await campaign();
    const known = createKnownCutOffs(over.db, over.outbox);
    await known.save(stating(subscription, CUT_OFF), SINCE);
    await set('2023-10-25', SINCE);
    await plan(new Date('2023-09-25T09:00:00Z'));
    assert.deepEqual(await told(), ['2023-10-25 30 planned']);
    await known.save(stating(subscription, '2023-12-01'), later(24));
    assert.deepEqual(await told(), ['2023-10-25 30 planned']);
  });

  it('leave another instance with an older notice out of it', async () => {
    const { subscription, set, plan, told } = await campaign();
    const known = createKnownCutOffs(over.db, over.outbox);
    await known.save(stating(subscription, '2023-12-01'), SINCE);
    await set('2023-10-01', SINCE);
    await plan(NOW, '2023-11-15');
    assert.deepEqual(await told(), ['2023-10-01 7 planned']);
  });
});
