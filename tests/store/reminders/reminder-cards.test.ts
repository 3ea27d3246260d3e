import assert from 'node:assert/strict';
import { createOutbox } from '../../../bot/store/delivery/outbox.ts';
import { createReminderCardStore } from '../../../bot/store/reminders/reminder-cards.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createPlanner } from '../../../bot/reminders/planner.ts';
import type { ProgressOfTenants } from '../../../bot/campaign/progress.ts';
import { createLogBook } from '../../support/cutover.ts';
import { CUT_OFF, INSTANTS, NOW, openLedger, PAUSE_OVER, type OpenLedger } from '../../support/ledger.ts';
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
    assert.deepEqual(
      (await cards().read(replacing)).reminders.map(({ isSuperseded }) => isSuperseded),
      [true],
    );
    await cards().refresh(at('2023-09-29T00:00:00Z'));
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ revision }) => revision),
      [1, 1],
    );
  });

  it('are shared by reminders that are due together, which have one job and one outcome', async () => {
    const subscribed = await over.subscribe();
    const other = crypto.randomUUID();
    const cutOffs = new Map([
      [subscribed.subscription.noticeId, CUT_OFF],
      [other, CUT_OFF],
    ]);
    await over.db
      .updateTable('subscriptions')
      .set({ notice_id: '*' })
      .where('id', '=', subscribed.subscription.id)
      .execute();
    const plan = (iso: string) =>
      createPlanner({
        clock: { now: () => at(iso) },
        plans: over.plans,
        cutOffs: () => cutOffs,
        readProgress: () => Promise.resolve(new Map()),
        log: createLogBook().log,
      }).runOnce();
    await plan('2023-09-24T09:00:00Z');
    const readRows = () => over.postsOf(subscribed.subscription);
    const [carrier, carried] = (await readRows()).toSorted(
      (a, b) => Number(!!a.carried_by) - Number(!!b.carried_by),
    );
    assert.ok(carrier && carried);
    assert.equal(carried.carried_by, carrier.id);
    assert.deepEqual([await over.jobsOf(carrier.id), await over.jobsOf(carried.id)], [1, 0]);
    await over.ledger.reconcile(INSTANTS);
    assert.equal(await over.jobsOf(carried.id), 0);
    const post = await over.departed(carrier.id);
    const statesNow = async () => (await readRows()).map(({ state }) => state);
    assert.deepEqual(await statesNow(), ['sending', 'sending']);
    assert.equal((await cards().read(post)).reminders.length, 2);
    await over.ledger.settle(post, { state: 'sent', activityId: 'shared' }, INSTANTS);
    assert.deepEqual(await statesNow(), ['sent', 'sent']);
    assert.deepEqual(
      (await readRows()).map(({ sent_at: sentAt }) => sentAt),
      [NOW, NOW],
    );

    await cards().refresh(at('2023-09-25T00:00:00Z')); // a new day
    await cards().refresh(at('2023-09-25T00:05:00Z'));
    const revisions = async () => new Map((await readRows()).map(({ id, revision }) => [id, revision]));
    assert.deepEqual([(await revisions()).get(carrier.id), (await revisions()).get(carried.id)], [1, 0]);
    assert.equal(await over.jobsOf(carrier.id), 2);
    await plan('2023-09-24T09:00:00Z');
    assert.equal((await readRows()).length, 2);
  });

  it('are planned again as a whole when one of them must not be posted', async () => {
    const { subscription } = await over.subscribe();
    const other = crypto.randomUUID();
    await over.db
      .updateTable('subscriptions')
      .set({ notice_id: '*' })
      .where('id', '=', subscription.id)
      .execute();
    const done = { affected: 0, unknown: 0, reported: 1 };
    let progress: ProgressOfTenants = new Map();
    const planner = createPlanner({
      clock: { now: () => NOW },
      plans: over.plans,
      cutOffs: () =>
        new Map([
          [subscription.noticeId, CUT_OFF],
          [other, CUT_OFF],
        ]),
      readProgress: () => Promise.resolve(progress),
      log: createLogBook().log,
    });
    await planner.runOnce();
    const carrier = (await over.postsOf(subscription)).find(({ carried_by: by }) => by === null);
    progress = new Map([['tenant', new Map([[carrier?.notice_id ?? '', done]])]]);
    const post = await over.claimed(carrier?.id ?? '');
    await over.ledger.settle(post, { state: 'withdrawn', reason: 'changed' }, INSTANTS);
    assert.deepEqual(await over.postsOf(subscription), []);
    await planner.runOnce();
    const rows = await over.postsOf(subscription);
    const of = (noticeId: string | null | undefined) => rows.find((row) => row.notice_id === noticeId);
    assert.deepEqual(rows.map(({ state, reason, carried_by: by }) => [state, reason, by]).toSorted(), [
      ['planned', null, null],
      ['skipped', 'migrated', null],
    ]);
    assert.equal(of(carrier?.notice_id)?.state, 'skipped');
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
    const acknowledgementOf = (person: typeof zoe) => ({ tenantId: 'tenant', person });
    await cards().acknowledge(first, acknowledgementOf(zoe), { by: KIM, now: at('2023-09-24T09:10:00Z') });
    await cards().acknowledge(first, acknowledgementOf(adam), { by: KIM, now: at('2023-09-24T09:20:00Z') });
    await cards().acknowledge(second, acknowledgementOf(adam), { by: KIM, now: at('2023-09-24T09:30:00Z') });
    const read = await Promise.all(keys.map((key) => cards().read(key)));
    assert.deepEqual(
      read.map(({ acknowledged }) => acknowledged),
      [
        [
          { ...zoe, at: at('2023-09-24T09:10:00Z') },
          { ...adam, at: at('2023-09-24T09:20:00Z') },
        ],
        [{ ...adam, at: at('2023-09-24T09:30:00Z') }],
        [],
      ],
    );
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
