import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { createOutbox } from '../../../bot/store/delivery/outbox.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { INSTANTS, LEASE_OVER, NOW, openLedger, PAUSE_OVER, type OpenLedger } from '../../support/ledger.ts';

forEachDatabase('the ledger', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  it('hands a post out with everything that it takes to send it', async () => {
    const { subscription, conversation, postId } = await over.planned();
    assert.deepEqual(await over.ledger.claim(postId, INSTANTS), {
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
    const { postId } = await over.planned();
    const claims = await Promise.all(Array.from({ length: 5 }, () => over.ledger.claim(postId, INSTANTS)));
    assert.equal(claims.filter(Boolean).length, 1);
  });

  it('leaves a post to whoever is sending it, and looks again when they should be done', async () => {
    const { subscription, postId } = await over.planned();
    await over.claimed(postId);
    assert.equal(await over.ledger.claim(postId, INSTANTS), null);
    assert.equal((await over.postsOf(subscription))[0]?.state, 'sending');
    assert.equal(await over.jobsOf(postId), 2);
  });

  it('hands a post out once more, as a repeat, two minutes after its sender was found dead', async () => {
    const { subscription, postId } = await over.planned();
    await over.claimed(postId);
    assert.equal(await over.ledger.claim(postId, LEASE_OVER), null);
    const [post] = await over.postsOf(subscription);
    assert.deepEqual([post?.state, post?.reason, post?.attempts], ['unknown', 'process-ended', 1]);
    assert.equal(await over.ledger.claim(postId, LEASE_OVER), null, 'before the pause is over');
    const repeat = await over.ledger.claim(postId, PAUSE_OVER);
    assert.deepEqual([repeat?.isRepeat, repeat?.attempts], [true, 2]);
  });

  it('repeats a post whose answer never came once, and then leaves it unknown', async () => {
    const { subscription, postId } = await over.planned();
    const unknown = { state: 'unknown', reason: 'no answer' } as const;
    await over.ledger.settle(await over.claimed(postId), unknown, INSTANTS);
    assert.deepEqual([await over.jobsOf(postId), await over.ledger.claim(postId, INSTANTS)], [2, null]);
    const repeat = await over.ledger.claim(postId, PAUSE_OVER);
    assert.ok(repeat?.isRepeat);
    await over.ledger.settle(repeat, unknown, PAUSE_OVER);
    const long = { now: NOW, realNow: new Date('2026-12-22T12:00:00Z') };
    assert.equal(await over.ledger.claim(postId, long), null);
    assert.equal((await over.postsOf(subscription))[0]?.state, 'unknown');
    assert.equal(await over.ledger.reconcile(long), 0);
  });

  it('does not let a sender that was taken for dead decide about the repeat', async () => {
    const { subscription, postId } = await over.planned();
    const slow = await over.claimed(postId);
    await over.ledger.claim(postId, LEASE_OVER);
    const repeat = await over.claimed(postId, PAUSE_OVER);
    const jobs = await over.jobsOf(postId);
    const late = [
      { state: 'sent', activityId: 'late' },
      { state: 'planned', reason: 'it could not leave in time', retryDelaySeconds: 1 },
      { state: 'failed', reason: 'Teams answered 403', suspend: true },
      { state: 'unknown', reason: 'no answer' },
      { state: 'withdrawn', reason: 'not-due' },
    ] as const;
    for (const settlement of late) await over.ledger.settle(slow, settlement, PAUSE_OVER);
    const [post] = await over.postsOf(subscription);
    assert.deepEqual([post?.state, post?.attempts, await over.jobsOf(postId)], ['sending', 2, jobs]);
    await over.ledger.settle(repeat, { state: 'sent', activityId: 'a' }, PAUSE_OVER);
    for (const settlement of late) await over.ledger.settle(slow, settlement, PAUSE_OVER);
    const found = await over.store.readSubscription(subscription.id);
    const [sent] = await over.postsOf(subscription);
    assert.deepEqual([sent?.state, sent?.activity_id, found?.state], ['sent', 'a', 'active']);
  });

  it('believes a sender that was taken for dead as long as nobody else has the post', async () => {
    const { subscription, postId } = await over.planned();
    const slow = await over.claimed(postId);
    await over.ledger.claim(postId, LEASE_OVER);
    await over.ledger.settle(slow, { state: 'sent', activityId: 'a' }, LEASE_OVER);
    assert.equal((await over.postsOf(subscription))[0]?.state, 'sent');
    assert.equal(await over.ledger.claim(postId, PAUSE_OVER), null);
  });

  it('leaves a post of which nobody knows alone for as long as Teams asks for', async () => {
    const { postId } = await over.planned();
    const unknown = { state: 'unknown', reason: 'Teams answered 503', retryDelaySeconds: 600 } as const;
    await over.ledger.settle(await over.claimed(postId), unknown, INSTANTS);
    assert.equal(await over.ledger.claim(postId, PAUSE_OVER), null);
    const later = { ...INSTANTS, realNow: new Date(INSTANTS.realNow.getTime() + 600_000) };
    assert.ok((await over.claimed(postId, later)).isRepeat);
  });

  it('tells when a reminder was posted, whatever becomes of its card', async () => {
    const { subscription, postId } = await over.planned();
    await over.ledger.settle(await over.claimed(postId), { state: 'sent', activityId: 'a' }, INSTANTS);
    const nextDay = new Date('2023-09-25T00:01:00Z');
    const { kind, subject_id: subjectId, occasion } = (await over.postsOf(subscription))[0] ?? assert.fail();
    await over.db
      .transaction()
      .execute((trx) => createOutbox(over.queue).requestRefresh(trx, { kind, subjectId, occasion }, nextDay));
    const [told] = await over.plans.lastReminders(subscription.id, 1);
    assert.deepEqual(told?.sentAt, NOW);
  });

  it('keeps a repeat marked that Teams put off', async () => {
    const { postId } = await over.planned();
    await over.ledger.settle(await over.claimed(postId), { state: 'unknown', reason: 'no answer' }, INSTANTS);
    const repeat = await over.ledger.claim(postId, PAUSE_OVER);
    assert.ok(repeat);
    const deferred = { state: 'planned', reason: 'Teams answered 429', retryDelaySeconds: 1 } as const;
    await over.ledger.settle(repeat, deferred, PAUSE_OVER);
    assert.equal((await over.ledger.claim(postId, PAUSE_OVER))?.isRepeat, true);
  });

  it('gives a new job to a post that lost it, and to none that has one', async () => {
    const { postId } = await over.planned();
    await over.ledger.reconcile(INSTANTS);
    assert.equal(await over.jobsOf(postId), 1);
    await sql`delete from jobs.job where data ->> 'postId' = ${postId}`.execute(over.db);
    assert.equal(await over.ledger.reconcile(INSTANTS), 1);
    assert.equal(await over.jobsOf(postId), 1);
    assert.equal(await over.ledger.reconcile(INSTANTS), 0);
  });

  it('does not hand out what was sent', async () => {
    const { subscription, postId } = await over.planned();
    await over.ledger.settle(
      await over.claimed(postId),
      { state: 'sent', activityId: '1700000000000' },
      INSTANTS,
    );
    assert.equal(await over.ledger.claim(postId, LEASE_OVER), null);
    const [post] = await over.postsOf(subscription);
    assert.deepEqual([post?.state, post?.activity_id], ['sent', '1700000000000']);
  });

  it('hands a deferred post out again, with a job of its own', async () => {
    const { subscription, postId } = await over.planned();
    const deferred = { state: 'planned', reason: 'Teams answered 429', retryDelaySeconds: 30 } as const;
    await over.ledger.settle(await over.claimed(postId), deferred, INSTANTS);
    assert.equal(await over.jobsOf(postId), 2);
    await over.claimed(postId);
    assert.equal((await over.postsOf(subscription))[0]?.attempts, 2);
  });
});
