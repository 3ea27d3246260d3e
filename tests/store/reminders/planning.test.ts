import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createConversationStore } from '../../../bot/store/delivery/conversations.ts';
import { createReminderPlans } from '../../../bot/store/reminders/reminder-plans.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { INSTANTS, NOW, openLedger, SINCE, type OpenLedger } from '../../support/ledger.ts';
import { createManualClock } from '../../support/manual-clock.ts';

forEachDatabase('planning', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  it('creates one row and one job for a reminder that is planned many times at once', async () => {
    const { subscription } = await over.subscribe();
    await Promise.all(Array.from({ length: 6 }, () => over.plan(subscription)));
    const posts = await over.postsOf(subscription);
    assert.deepEqual(
      posts.map(({ offset_days: offset, state }) => [offset, state]),
      [[7, 'planned']],
    );
    assert.equal(await over.jobsOf(posts[0]?.id ?? ''), 1);
  });

  it('plans nothing in a second run', async () => {
    const { subscription } = await over.subscribe();
    const clock = createManualClock(NOW.toISOString());
    const planner = over.plannerFor(subscription, clock);
    await planner.runOnce();
    const first = await over.postsOf(subscription);
    clock.advance({ minutes: 1 });
    await planner.runOnce();
    assert.deepEqual(await over.postsOf(subscription), first);
    assert.equal(first.length, 1);
  });

  it('records the reminders that were missed in downtime, with the reason', async () => {
    const { subscription } = await over.subscribe();
    await over.plan(subscription, new Date('2023-09-30T12:00:00Z'));
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset, state, reason }) => [
        offset,
        state,
        reason,
      ]),
      [
        [7, 'skipped', 'superseded'],
        [3, 'skipped', 'superseded'],
        [1, 'planned', null],
      ],
    );
  });

  it('creates one row for each weekly reminder that was missed in downtime', async () => {
    const { subscription } = await over.subscribe();
    const progress = new Map([['tenant', { affected: 1, unknown: 0, reported: 1 }]]);
    const clock = createManualClock('2023-10-09T09:00:00Z');
    const tell = async () =>
      (await over.postsOf(subscription))
        .filter(({ offset_days: offset }) => (offset ?? 0) < 0)
        .map(({ offset_days: offset, state }) => `${offset} ${state}`);
    const run = () => over.plannerFor(subscription, clock, over.plans, progress).runOnce();
    await run();
    assert.deepEqual(await tell(), ['-1 skipped', '-8 planned']);
    clock.set('2023-11-06T12:00:00Z');
    await run();
    assert.deepEqual(await tell(), [
      '-1 skipped',
      '-8 planned',
      '-15 skipped',
      '-22 skipped',
      '-29 skipped',
      '-36 planned',
    ]);
    clock.set('2023-11-13T09:00:00Z');
    await run();
    assert.deepEqual((await tell()).slice(-2), ['-36 planned', '-43 planned']);
  });

  it('records years of downtime for many subscriptions at once', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 40 }, () => over.subscribe()));
    assert.ok(first);
    const { noticeId } = first.subscription;
    for (const { subscription } of others) {
      await over.db
        .updateTable('subscriptions')
        .set({ notice_id: noticeId })
        .where('id', '=', subscription.id)
        .execute();
    }
    const progress = new Map([['tenant', { affected: 1, unknown: 0, reported: 1 }]]);
    const clock = createManualClock('2026-11-22T12:00:00Z');
    await over.plannerFor(first.subscription, clock, over.plans, progress).runOnce();
    // Four offsets and 164 weeks each: more values than one statement takes.
    for (const { subscription } of [first, ...others]) {
      const posts = await over.postsOf(subscription);
      assert.deepEqual(
        [posts.length, posts.at(-1)?.offset_days, posts.at(-1)?.state],
        [168, -1_142, 'planned'],
      );
    }
  });

  it('does not plan again at a start', async () => {
    const { subscription } = await over.subscribe();
    await over.plan(subscription);
    const seen: string[] = [];
    const watching = {
      ...over.plans,
      planDue: (work: Parameters<typeof over.plans.planDue>[0]) =>
        over.plans.planDue({
          ...work,
          decide: (each, plannedUntil, cutOffs) => {
            seen.push(each.id);
            return work.decide(each, plannedUntil, cutOffs);
          },
        }),
    };
    await over.plan(subscription, new Date('2023-09-25T09:00:00Z'), watching);
    assert.deepEqual(seen, []);
    await over.plan(subscription, new Date('2023-09-28T09:00:00Z'), watching);
    assert.deepEqual(seen, [subscription.id]);
  });

  it('leaves neither row nor job when one of them fails, and is retried', async () => {
    const { subscription } = await over.subscribe();
    const broken = createReminderPlans(over.db, {
      ...over.queue,
      addAll: () => Promise.reject(new Error('no job')),
    });
    await assert.rejects(over.plan(subscription, NOW, broken), /no job/);
    assert.deepEqual(await over.postsOf(subscription), []);
    await over.plan(subscription);
    assert.equal((await over.postsOf(subscription)).length, 1);
  });

  it('cannot create two rows for one reminder', async () => {
    const { postId } = await over.planned();
    const copy = sql`
      insert into posts (id, kind, subject_id, occasion, tenant_id, conversation_id, state, due_at, changed_at)
      select ${randomUUID()}, kind, subject_id, occasion, tenant_id, conversation_id, state, due_at, changed_at
      from posts where id = ${postId}`.execute(over.db);
    await assert.rejects(copy, /unique|duplicate/);
  });

  it('continues after a subscription that cannot be planned', async () => {
    const [broken, sound] = [await over.subscribe(), await over.subscribe()];
    const { noticeId } = sound.subscription;
    await over.db
      .updateTable('subscriptions')
      .set({ zone: 'Mars/Olympus', notice_id: noticeId })
      .where('id', '=', broken.subscription.id)
      .execute();
    await over.plan(sound.subscription);
    assert.equal((await over.postsOf(sound.subscription)).length, 1);
    const row = await over.db
      .selectFrom('subscriptions')
      .select('next_due_at')
      .where('id', '=', broken.subscription.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row.next_due_at, new Date(NOW.getTime() + 3_600_000));
  });

  it('plans a reminder again that was superseded while the clock was ahead', async () => {
    const { subscription, postId } = await over.planned();
    const ahead = { ...INSTANTS, now: new Date('2023-09-28T10:00:00Z') };
    await over.ledger.settle(
      await over.claimed(postId, ahead),
      { state: 'skipped', reason: 'superseded' },
      ahead,
    );
    await over.plan(subscription);
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset, state }) => [offset, state]),
      [[7, 'planned']],
    );
  });

  it('plans reminders again that were skipped while the clock was ahead', async () => {
    const { subscription } = await over.subscribe();
    const clock = createManualClock('2023-09-22T12:00:00Z');
    const planner = over.plannerFor(subscription, clock);
    await planner.runOnce();
    clock.set('2023-10-05T12:00:00Z');
    await planner.runOnce();
    assert.deepEqual(
      (await over.postsOf(subscription)).map(({ offset_days: offset }) => offset),
      [7, 3, 1, 0],
    );
    clock.set('2023-09-24T09:00:00Z');
    for (const again of [planner, over.plannerFor(subscription, clock)]) {
      await again.runOnce();
      assert.deepEqual(
        (await over.postsOf(subscription)).map(({ offset_days: offset, state }) => [offset, state]),
        [[7, 'planned']],
      );
      clock.set('2023-09-24T09:30:00Z');
    }
  });

  it('plans nothing for suspended subscriptions, other notices or the future', async () => {
    const { subscription, conversation } = await over.subscribe();
    await over.plan(subscription, new Date(NOW.getTime() - 1));
    await over.plan({ ...subscription, noticeId: 'another-notice' });
    const { tenantId, id: conversationId } = conversation;
    await createConversationStore(over.db).suspend({ tenantId, conversationId }, 'removed');
    await over.plan(subscription);
    assert.deepEqual(await over.postsOf(subscription), []);
  });

  it('returns the last reminders, the newest first', async () => {
    const { subscription } = await over.subscribe();
    await over.plan(subscription, new Date('2023-09-30T12:00:00Z'));
    const past = await over.plans.lastReminders(subscription.id, 2);
    assert.deepEqual(
      past.map(({ offset, state, reason }) => [offset, state, reason]),
      [
        [1, 'planned', null],
        [3, 'skipped', 'superseded'],
      ],
    );
  });

  it('plans all due subscriptions, however many', async () => {
    const { subscription } = await over.subscribe();
    const count = 10_001;
    await sql`
      insert into conversations (tenant_id, id, kind, service_url, bot_id, seen_at)
      select 'large', n::text, 'channel', 'https://smba.example.com/', '28:bot', ${SINCE}::timestamptz
      from generate_series(1, ${count}::integer) n`.execute(over.db);
    await sql`
      insert into subscriptions (id, tenant_id, conversation_id, notice_id, state, local_time, zone, offsets,
        weekend, asked_at, since, next_due_at)
      select gen_random_uuid(), 'large', n::text, notice_id, state, local_time, zone, offsets,
        weekend, asked_at, since, next_due_at
      from subscriptions, generate_series(1, ${count}::integer) n where id = ${subscription.id}`.execute(
      over.db,
    );
    await over.plan(subscription);
    const { planned } = await over.db
      .selectFrom('posts')
      .select(({ fn }) => fn.countAll<string>().as('planned'))
      .where('tenant_id', '=', 'large')
      .where('state', '=', 'planned')
      .executeTakeFirstOrThrow();
    assert.equal(Number(planned), count);
  });
});
