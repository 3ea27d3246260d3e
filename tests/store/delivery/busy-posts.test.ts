import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { openPostgres } from '../../support/databases.ts';
import { INSTANTS, openLedger, type OpenLedger } from '../../support/ledger.ts';

describe('a post whose row is locked', () => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await openPostgres());
  });
  after(() => over.close());

  /** Says that a card is out of date, in a transaction that is open until `commit` is called. */
  async function change(postId: string): Promise<{ commit: () => Promise<void> }> {
    const progress = new EventEmitter();
    const isLocked = once(progress, 'locked');
    const mayEnd = once(progress, 'end');
    const transaction = over.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('posts')
        .set((post) => ({ revision: post('revision', '+', 1) }))
        .where('id', '=', postId)
        .execute();
      progress.emit('locked');
      await mayEnd;
    });
    await isLocked;
    return {
      commit() {
        progress.emit('end');
        return transaction;
      },
    };
  }

  it('is claimed when the lock ends, and others at once', async () => {
    const [busy, free] = [await over.planned(), await over.planned()];
    const { commit } = await change(busy.postId);
    const claims = [busy, free].map(({ postId }) => over.ledger.claim(postId, INSTANTS));
    assert.equal((await claims[1])?.id, free.postId);
    await commit();
    assert.equal((await claims[0])?.id, busy.postId);
    const [row] = await over.postsOf(busy.subscription);
    assert.deepEqual([row?.state, row?.revision, row?.shown_revision], ['planned', 1, 1]);
  });

  it('departs when the lock ends, and others at once', async () => {
    const [busy, free] = [await over.planned(), await over.planned()];
    const posts = [await over.claimed(busy.postId), await over.claimed(free.postId)];
    const { commit } = await change(busy.postId);
    const departed = posts.map((post) => over.ledger.depart(post, INSTANTS));
    assert.equal(await departed[1], true);
    await commit();
    assert.equal(await departed[0], true);
    const [row] = await over.postsOf(busy.subscription);
    assert.deepEqual([row?.state, row?.revision, row?.shown_revision], ['sending', 1, 0]);
  });

  it('is recorded as sent when the lock ends, others at once, and its card is updated', async () => {
    const [busy, free] = [await over.planned(), await over.planned()];
    const posts = [await over.departed(busy.postId), await over.departed(free.postId)];
    const jobs = await over.jobsOf(busy.postId);
    const { commit } = await change(busy.postId);
    const settled = posts.map((post) =>
      over.ledger.settle(post, { state: 'sent', activityId: post.id }, INSTANTS),
    );
    await settled[1];
    assert.equal((await over.postsOf(free.subscription))[0]?.state, 'sent');
    await commit();
    await settled[0];
    const [row] = await over.postsOf(busy.subscription);
    assert.deepEqual([row?.state, row?.activity_id], ['sent', busy.postId]);
    assert.equal(await over.jobsOf(busy.postId), jobs + 1);
    assert.equal(await over.jobsOf(free.postId), jobs);
  });
});
