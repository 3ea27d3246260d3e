import assert from 'node:assert/strict';
import { createOutbox } from '../../../bot/store/delivery/outbox.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { INSTANTS, LEASE_OVER, NOW, openLedger, type OpenLedger } from '../../support/ledger.ts';

forEachDatabase('a card that was sent', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  /** Sends a reminder, and has its card updated at `changedAt`. */
  async function sendAndChange(activityId: string | null, changedAt: Date) {
    const planned = await over.planned();
    const { subscription, postId } = planned;
    await over.ledger.settle(await over.departed(postId), { state: 'sent', activityId }, INSTANTS);
    const [row] = await over.postsOf(subscription);
    assert.ok(row);
    assert.equal(row.state, 'sent');
    const jobs = await over.jobsOf(postId);
    const card = { kind: row.kind, subjectId: row.subject_id, occasion: row.occasion };
    await over.db
      .transaction()
      .execute((trx) => createOutbox(over.queue).requestRefresh(trx, card, changedAt));
    return { ...planned, jobs };
  }

  it('keeps the time at which it was posted when it changes later', async () => {
    const { subscription } = await sendAndChange('a', new Date('2023-09-25T00:01:00Z'));
    const [told] = await over.plans.lastReminders(subscription.id, 1);
    assert.deepEqual(told?.sentAt, NOW);
  });

  it('is never updated if Teams did not return its activity id', async () => {
    const { postId, jobs } = await sendAndChange(null, NOW);
    await over.ledger.reconcile(LEASE_OVER);
    assert.equal(await over.jobsOf(postId), jobs);
    assert.equal(await over.ledger.claim(postId, LEASE_OVER), null);
  });
});
