import assert from 'node:assert/strict';
import { createOutbox } from '../../../bot/store/delivery/outbox.ts';
import { createReminderCardStore } from '../../../bot/store/reminders/reminder-cards.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { INSTANTS, openLedger, PAUSE_OVER, type OpenLedger } from '../../support/ledger.ts';
import { KIM } from '../../support/author.ts';

const at = (iso: string) => new Date(iso);

forEachDatabase('reminder cards', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  const cards = () => createReminderCardStore(over.db, createOutbox(over.queue));

  /** A reminder in Teams, posted at nine in UTC on the 24th. */
  async function posted(zone = 'UTC') {
    const { subscription, postId } = await over.planned();
    await over.ledger.settle(await over.claimed(postId), { state: 'sent', activityId: postId }, INSTANTS);
    await over.db.updateTable('subscriptions').set({ zone }).where('id', '=', subscription.id).execute();
    const readRevision = async () => (await over.postsOf(subscription)).map(({ revision }) => revision);
    return { subscription, postId, readRevision };
  }

  it('are updated once a day, when the day begins in their zone', async () => {
    const [utc, tokyo] = [await posted(), await posted('Asia/Tokyo')];
    const both = async () => [...(await utc.readRevision()), ...(await tokyo.readRevision())];
    await cards().refresh(at('2023-09-24T14:59:59Z'));
    assert.deepEqual(await both(), [0, 0]);
    await cards().refresh(at('2023-09-24T15:00:00Z'));
    await cards().refresh(at('2023-09-24T23:59:59Z'));
    assert.deepEqual(await both(), [0, 1]);
    const jobs = await over.jobsOf(utc.postId);
    await Promise.all([1, 2, 3].map(() => cards().refresh(at('2023-09-25T00:00:00Z'))));
    assert.deepEqual(await both(), [1, 1]);
    assert.equal(await over.jobsOf(utc.postId), jobs + 1);
  });

  it('are updated once when a newer one is posted', async () => {
    const { subscription, postId } = await posted();
    await over.plan(subscription, at('2023-09-28T09:00:00Z'));
    const newer = (await over.postsOf(subscription)).find(({ offset_days: offset }) => offset === 3);
    await over.ledger.settle(
      await over.claimed(newer?.id ?? '', PAUSE_OVER),
      { state: 'sent', activityId: 'b' },
      {
        ...PAUSE_OVER,
        now: at('2023-09-28T09:00:01Z'),
      },
    );
    await cards().refresh(at('2023-09-28T09:05:00Z'));
    await cards().refresh(at('2023-09-28T09:10:00Z'));
    const rows = await over.postsOf(subscription);
    assert.deepEqual(
      rows.map(({ offset_days: offset, is_superseded, revision }) => [offset, is_superseded, revision]),
      [
        [7, true, 1],
        [3, false, 0],
      ],
    );
    const replacing = await over.claimed(postId, PAUSE_OVER);
    assert.ok(replacing.replaces);
    assert.equal((await cards().read(replacing)).isSuperseded, true);
    await cards().refresh(at('2023-09-29T00:00:00Z'));
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ revision }) => revision),
      [1, 1],
    );
  });

  it('list who has acknowledged each, the earliest first', async () => {
    const [one, other, none] = [await posted(), await posted(), await posted()];
    const keys = await Promise.all(
      [one, other, none].map(async ({ subscription: { id } }) => {
        const [post] = await over.postsOf({ ...one.subscription, id });
        assert.ok(post);
        return { kind: post.kind, subjectId: post.subject_id, occasion: post.occasion };
      }),
    );
    const [first, second] = keys;
    assert.ok(first && second);
    const zoe = { id: '29:zoe', name: 'Zoe' };
    const adam = { id: '29:adam', name: 'Adam' };
    await cards().acknowledge(first, zoe, at('2023-09-24T09:10:00Z'));
    await cards().acknowledge(first, adam, at('2023-09-24T09:20:00Z'));
    await cards().acknowledge(second, adam, at('2023-09-24T09:30:00Z'));
    assert.deepEqual(await Promise.all(keys.map((key) => cards().read(key))), [
      {
        acknowledged: [
          { ...zoe, at: at('2023-09-24T09:10:00Z') },
          { ...adam, at: at('2023-09-24T09:20:00Z') },
        ],
        isSuperseded: false,
      },
      { acknowledged: [{ ...adam, at: at('2023-09-24T09:30:00Z') }], isSuperseded: false },
      { acknowledged: [], isSuperseded: false },
    ]);
  });

  it('are not updated after reminders were stopped', async () => {
    const { subscription, readRevision } = await posted();
    const { conversationId, noticeId } = subscription;
    await over.store.unsubscribe(
      { tenantId: 'tenant', conversationId, noticeId },
      { by: KIM, now: at('2023-09-24T10:00:00Z') },
    );
    await cards().refresh(at('2023-09-26T00:00:00Z'));
    assert.deepEqual(await readRevision(), [0]);
  });
});
