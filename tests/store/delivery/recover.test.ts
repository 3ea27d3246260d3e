import assert from 'node:assert/strict';
import { createOutbox } from '../../../bot/store/delivery/outbox.ts';
import { forEachDatabase } from '../../support/databases.ts';
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
});
