import assert from 'node:assert/strict';
import { createLedger } from '../../../bot/store/delivery/ledger.ts';
import { createOutbox } from '../../../bot/store/delivery/outbox.ts';
import { createRepeatMarks } from '../../../bot/store/delivery/repeat-marks.ts';
import { createFolder, forEachDatabase } from '../../support/databases.ts';
import { INSTANTS, NOW, openLedger, PAUSE_OVER, type OpenLedger } from '../../support/ledger.ts';

forEachDatabase('a store whose only process has died', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  it('releases claimed posts at once, and repeats only those that were being sent', async () => {
    const [claimed, departed, sent, planned] = [
      await over.planned(),
      await over.planned(),
      await over.planned(),
      await over.planned(),
    ];
    await over.claimed(claimed.postId);
    await over.departed(departed.postId);
    const settled = await over.departed(sent.postId);
    await over.ledger.settle(settled, { state: 'sent', activityId: 'a' }, INSTANTS);

    const counts = await over.ledger.recover(INSTANTS);

    assert.deepEqual(counts, { interrupted: 1, released: 1 });
    for (const { postId } of [claimed, planned]) {
      assert.equal((await over.claimed(postId)).isRepeat, false);
    }
    assert.equal(await over.ledger.claim(sent.postId, INSTANTS), null);
    assert.equal(await over.ledger.claim(departed.postId, INSTANTS), null);
    const [row] = await over.postsOf(departed.subscription);
    assert.deepEqual([row?.state, row?.reason], ['unknown', 'process-ended']);
    assert.equal((await over.claimed(departed.postId, PAUSE_OVER)).isRepeat, true);
  });

  it('keeps the pause before a repeat', async () => {
    const { postId } = await over.planned();
    await over.ledger.settle(
      await over.departed(postId),
      { state: 'unknown', reason: 'Teams answered 503', retryDelaySeconds: 600 },
      INSTANTS,
    );
    await over.ledger.recover(INSTANTS);
    assert.equal(await over.ledger.claim(postId, PAUSE_OVER), null);
  });

  it('updates a card at once whose update was claimed', async () => {
    const { subscription, postId } = await over.planned();
    await over.ledger.settle(await over.departed(postId), { state: 'sent', activityId: 'a' }, INSTANTS);
    const [row] = await over.postsOf(subscription);
    assert.ok(row);
    const card = { kind: row.kind, subjectId: row.subject_id, occasion: row.occasion };
    await over.db.transaction().execute((trx) => createOutbox(over.queue).requestRefresh(trx, card, NOW));
    await over.claimed(postId);
    assert.equal(await over.ledger.claim(postId, INSTANTS), null);
    await over.ledger.recover(INSTANTS);
    assert.ok((await over.claimed(postId)).replaces);
  });

  it('gives back a repeat that was marked as being sent and never left, and no other', async () => {
    const marks = createRepeatMarks(await createFolder());
    marks.clear(); // as the start of the process before did
    const [left, stayed] = [await over.planned(), await over.planned()];
    for (const { postId } of [left, stayed]) {
      await over.ledger.settle(
        await over.departed(postId),
        { state: 'unknown', reason: 'timeout' },
        INSTANTS,
      );
      const repeat = await over.claimed(postId, PAUSE_OVER);
      assert.equal(await over.ledger.depart(repeat, PAUSE_OVER), true);
      if (postId === left.postId) marks.mark(repeat);
    }
    await createLedger(over.db, over.queue, marks).recover(PAUSE_OVER);
    const repeatOf = async ({ subscription }: typeof left) =>
      (await over.postsOf(subscription))[0]?.is_repeat;
    assert.deepEqual([await repeatOf(left), await repeatOf(stayed)], [true, false]);
    assert.deepEqual(marks.read(), new Set(['']), 'the next process begins anew');
  });

  it('takes every repeat for sent where the process before made no marks', async () => {
    const marks = createRepeatMarks(await createFolder());
    const { postId, subscription } = await over.planned();
    await over.ledger.settle(await over.departed(postId), { state: 'unknown', reason: 'timeout' }, INSTANTS);
    await over.ledger.depart(await over.claimed(postId, PAUSE_OVER), PAUSE_OVER);
    await createLedger(over.db, over.queue, marks).recover(PAUSE_OVER);
    assert.equal((await over.postsOf(subscription))[0]?.is_repeat, true);
  });
});
