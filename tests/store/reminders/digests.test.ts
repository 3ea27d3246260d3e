import assert from 'node:assert/strict';
import { createPlanner } from '../../../bot/reminders/planner.ts';
import type { ReminderPlans, Subscription } from '../../../bot/reminders/ports.ts';
import { createReminderCardStore } from '../../../bot/store/reminders/reminder-cards.ts';
import { createLogBook } from '../../support/cutover.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { KIM } from '../../support/author.ts';
import { CUT_OFF, openLedger, schedule, type OpenLedger } from '../../support/ledger.ts';

/** The first Monday of November 2023, when a weekly reminder is due, too. */
const DUE = new Date('2023-11-06T09:00:00Z');
const later = (hours: number) => new Date(DUE.getTime() + hours * 3_600_000);

forEachDatabase('digests in the ledger', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  /** Plans one notice with a server that is left. */
  async function plan(
    { noticeId }: Subscription,
    now: Date,
    plans: ReminderPlans = over.plans,
  ): Promise<void> {
    await createPlanner({
      clock: { now: () => now },
      plans,
      cutOffs: () => new Map([[noticeId, CUT_OFF]]),
      readProgress: () =>
        Promise.resolve(
          new Map([['tenant', new Map([[noticeId, { reported: 2, affected: 1, unknown: 0 }]])]]),
        ),
      log: createLogBook().log,
    }).runOnce();
  }
  const rowsOf = ({ id }: Subscription) =>
    over.db
      .selectFrom('posts')
      .select(['id', 'kind', 'occasion', 'state', 'carried_by'])
      .where('subject_id', '=', id)
      .where('due_at', '>=', DUE)
      .orderBy('kind')
      .execute();

  it('join the reminder of the morning, and come once a month', async () => {
    const { subscription } = await over.subscribe();
    await plan(subscription, later(-1));
    await Promise.all([plan(subscription, DUE), plan(subscription, DUE)]);
    await plan(subscription, later(1));
    const [digest, reminder, ...others] = await rowsOf(subscription);
    assert.deepEqual(others, []);
    assert.deepEqual([digest?.kind, digest?.occasion, digest?.state], ['digest', '2023-11', 'planned']);
    assert.equal(reminder?.kind, 'reminder');
    assert.equal(digest?.carried_by, reminder.id);
    const { occasion } = reminder;
    const card = await createReminderCardStore(over.db, over.outbox).read({
      kind: 'reminder',
      subjectId: subscription.id,
      occasion,
    });
    assert.deepEqual([card.hasDigest, card.reminders.length], [true, 1]);
    await plan(subscription, new Date('2023-12-04T09:00:00Z'));
    const months = (await rowsOf(subscription)).filter(({ kind }) => kind === 'digest');
    assert.deepEqual(months.map(({ occasion: month }) => month).sort(), ['2023-11', '2023-12']);
  });

  it('have a card of their own where the reminder has been posted already', async () => {
    const { subscription } = await over.subscribe();
    const { tenantId, conversationId, noticeId } = subscription;
    const key = { tenantId, conversationId, noticeId };
    const asked = (now: Date) => ({ by: KIM, now, cutOffs: new Map([[noticeId, CUT_OFF]]) });
    await over.store.change(key, { ...schedule, digest: 'off' }, asked(later(-30)));
    await plan(subscription, later(-30));
    await plan(subscription, DUE);
    assert.deepEqual(
      (await rowsOf(subscription)).map(({ kind }) => kind),
      ['reminder'],
    );
    await over.db
      .updateTable('posts')
      .set({ state: 'sent' })
      .where('subject_id', '=', subscription.id)
      .execute();
    await over.db
      .updateTable('subscriptions')
      .set({ digest: 'on', next_due_at: DUE })
      .where('id', '=', subscription.id)
      .execute();
    await plan(subscription, later(1));
    assert.deepEqual(
      (await rowsOf(subscription)).map(({ kind, carried_by: carrier }) => [kind, carrier]),
      [
        ['digest', null],
        ['reminder', null],
      ],
    );
  });
});
