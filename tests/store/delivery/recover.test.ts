import assert from 'node:assert/strict';
import { createLedger } from '../../../bot/store/delivery/ledger.ts';
import { createOutbox } from '../../../bot/store/delivery/outbox.ts';
import { createDepartureMarks } from '../../../bot/store/delivery/departure-marks.ts';
import type { Post } from '../../../bot/delivery/ports.ts';
import { createFolder, forEachDatabase } from '../../support/databases.ts';
import { INSTANTS, NOW, openLedger, PAUSE_OVER, type OpenLedger } from '../../support/ledger.ts';

/** When every pause of what `PAUSE_OVER` began is over. */
const MUCH_LATER = { now: NOW, realNow: new Date(PAUSE_OVER.realNow.getTime() + 3_600_000) };

const BOOT = 'the boot of this machine';

forEachDatabase('a store whose only process has died', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());
  beforeEach(() => over.ledger.recover(INSTANTS)); // ends what other tests have left

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

  /** The marks of the process that has died, in a folder that they had to themselves. */
  async function createMarks() {
    const marks = createDepartureMarks(await createFolder(), BOOT);
    marks.clear(); // as its start did
    return marks;
  }

  /** A repeat that the ledger takes for being sent. */
  async function departedRepeat(postId: string): Promise<Post> {
    const ambiguous = { state: 'unknown', reason: 'timeout' } as const;
    await over.ledger.settle(await over.departed(postId), ambiguous, INSTANTS);
    return over.departed(postId, PAUSE_OVER);
  }

  it('sends again as if for the first time what never left, and repeats what may have left', async () => {
    const marks = await createMarks();
    const [left, stayed] = [await over.planned(), await over.planned()];
    marks.mark(await over.departed(left.postId));
    await over.departed(stayed.postId);

    const counts = await createLedger(over.db, over.queue, marks).recover(INSTANTS);

    assert.deepEqual(counts, { interrupted: 1, released: 1 });
    assert.equal((await over.claimed(stayed.postId)).isRepeat, false);
    assert.equal(await over.ledger.claim(left.postId, INSTANTS), null);
    assert.equal((await over.claimed(left.postId, PAUSE_OVER)).isRepeat, true);
  });

  it('sends a repeat that never left at once, and one that may have left never again', async () => {
    const marks = await createMarks();
    const [left, stayed] = [await over.planned(), await over.planned()];
    marks.mark(await departedRepeat(left.postId));
    await departedRepeat(stayed.postId);

    const counts = await createLedger(over.db, over.queue, marks).recover(PAUSE_OVER);

    assert.deepEqual(counts, { interrupted: 1, released: 1 });
    assert.equal((await over.claimed(stayed.postId, PAUSE_OVER)).isRepeat, true);
    assert.equal(await over.ledger.claim(left.postId, MUCH_LATER), null);
  });

  it('loses nothing however often a process dies before the post leaves', async () => {
    const marks = await createMarks();
    const { postId } = await over.planned();
    for (let death = 0; death < 5; death++) {
      const post = await over.departed(postId);
      assert.equal(post.isRepeat, false);
      await createLedger(over.db, over.queue, marks).recover(INSTANTS);
    }
    assert.equal((await over.claimed(postId)).isRepeat, false);
  });

  it('begins its marks anew', async () => {
    const marks = await createMarks();
    const { postId } = await over.planned();
    const post = await over.departed(postId);
    marks.mark(post);
    await createLedger(over.db, over.queue, marks).recover(INSTANTS);
    assert.equal(marks.read()?.(post), false);
  });

  it('takes everything for sent where the process before made no marks', async () => {
    const marks = createDepartureMarks(await createFolder(), BOOT);
    const [post, repeat] = [await over.planned(), await over.planned()];
    await over.departed(post.postId);
    await departedRepeat(repeat.postId);
    await createLedger(over.db, over.queue, marks).recover(PAUSE_OVER);
    assert.equal((await over.claimed(post.postId, MUCH_LATER)).isRepeat, true);
    assert.equal(await over.ledger.claim(repeat.postId, MUCH_LATER), null);
  });
});
