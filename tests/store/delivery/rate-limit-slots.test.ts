import assert from 'node:assert/strict';
import type { Slot, SlotStore } from '../../../bot/delivery/rate-limiter.ts';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { createSlotStore } from '../../../bot/store/delivery/rate-limit-slots.ts';
import { forEachDatabase } from '../../support/databases.ts';
import type { Thread } from '../../../bot/delivery/teams-limits.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const later = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
const threads = (tenantId: string, count: number): Thread[] =>
  Array.from({ length: count }, (_, i) => ({ tenantId, conversationId: `c${i}` }));
const instantsOf = (slots: Slot[]) =>
  slots.flatMap((slot) => ('at' in slot ? [slot.at - NOW.getTime()] : []));

forEachDatabase('the request slots', (open) => {
  let database: Database;
  let store: SlotStore;
  before(async () => {
    database = await openDatabase(await open());
    store = createSlotStore(database.db);
  });
  after(() => database.close());

  it('of one tenant follow each other, also for concurrent requests', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        store.reserve(
          threads('shared', 5).map((thread) => ({
            ...thread,
            conversationId: `${i} ${thread.conversationId}`,
          })),
          NOW,
        ),
      ),
    );
    const instants = instantsOf(asked.flat()).sort((a, b) => a - b);
    assert.equal(instants.length, 40);
    for (const [i, instant] of instants.entries())
      assert.ok(Math.abs(instant - i * 20.2) < 1, String(instant));
  });

  it('of other tenants do not wait for each other', async () => {
    await store.reserve(threads('busy', 100), NOW);
    const [slot] = await store.reserve(threads('idle', 1), NOW);
    assert.deepEqual(slot, { at: NOW.getTime() });
  });

  it('of a full thread are deferred, and delay no other thread of the tenant', async () => {
    const thread = { tenantId: 'talkative', conversationId: 'c' };
    const first = await store.reserve(Array<Thread>(7).fill(thread), NOW);
    assert.equal(instantsOf(first).length, 7);
    const [full, other] = await store.reserve([thread, { ...thread, conversationId: 'd' }], later(500));
    assert.ok(full && 'notBefore' in full && full.notBefore >= NOW.getTime() + 1_050);
    assert.deepEqual(other, { at: later(500).getTime() });
    const [again] = await store.reserve([thread], new Date(full.notBefore));
    assert.deepEqual(again, { at: full.notBefore });
  });

  it('of a full thread are retried one after the other', async () => {
    const thread = { tenantId: 'crowded', conversationId: 'c' };
    const asked = await store.reserve(Array<Thread>(11).fill(thread), NOW);
    const sentAway = asked.flatMap((slot) => ('notBefore' in slot ? [slot.notBefore - NOW.getTime()] : []));
    assert.deepEqual(
      sentAway.map((instant) => instant - (sentAway[0] ?? 0)),
      [0, 500, 1_000, 1_500],
    );
  });

  it('are not given twice after many replies', async () => {
    await store.reserve(threads('wordy', 300), NOW);
    const replies = threads('wordy', 300).map((thread) => ({ ...thread, isSent: true }));
    await store.reserve(replies, NOW);
    const [next] = await store.reserve([{ tenantId: 'wordy', conversationId: 'another' }], later(10));
    assert.ok(next && !('at' in next && next.at < later(6_000).getTime()), JSON.stringify(next));
  });

  it('of a thread on hold are given when the hold is over', async () => {
    const thread = { tenantId: 'throttled', conversationId: 'c' };
    await store.hold(thread, later(30_000));
    await store.hold(thread, later(10_000));
    const inThread = { ...thread, conversationId: 'c;messageid=1' };
    const [held, reply, other] = await store.reserve(
      [thread, inThread, { ...thread, conversationId: 'd' }],
      NOW,
    );
    assert.deepEqual(
      [held, reply],
      [{ notBefore: later(30_000).getTime() }, { notBefore: later(30_500).getTime() }],
    );
    assert.ok(other && 'at' in other);
    await store.deleteExpired(later(20_000));
    const [free] = await store.reserve([thread], later(30_000));
    assert.deepEqual(free, { at: later(30_000).getTime() });
  });

  it('are taken by replies, which do not wait: posts wait instead', async () => {
    const replies = threads('chatty', 3).map((thread) => ({ ...thread, isSent: true }));
    assert.deepEqual(await store.reserve(replies, NOW), Array(3).fill({ at: NOW.getTime() }));
    const [next] = await store.reserve(threads('chatty', 1), NOW);
    assert.deepEqual(next && 'at' in next && Math.round(next.at - NOW.getTime()), 61);
    const thread = { tenantId: 'chatty', conversationId: 'c0', isSent: true };
    await store.reserve(Array<typeof thread>(6).fill(thread), later(100));
    const [full] = await store.reserve(threads('chatty', 1), later(200));
    assert.ok(full && 'notBefore' in full, 'a thread in which enough was said');
  });

  it('are taken by replies, also if a post waits', async () => {
    const thread = { tenantId: 'mixed', conversationId: 'c0' };
    const reply = { ...thread, isSent: true };
    await store.reserve(Array<typeof reply>(3).fill(reply), NOW);
    await store.reserve([...Array<typeof reply>(3).fill(reply), thread], later(100));
    const [full] = await store.reserve([thread], later(200));
    assert.ok(full && 'notBefore' in full, 'a thread in which enough was said');
  });

  it('of a busy thread count the requests of the last hour', async () => {
    const reply = { tenantId: 'endless', conversationId: 'c0', isSent: true };
    const rows = () =>
      database.db
        .selectFrom('request_slots')
        .select(['taken', 'newest'])
        .where('key', '=', 'thread endless c0')
        .executeTakeFirstOrThrow();
    for (let i = 0; i < 40; i++) await store.reserve(Array<typeof reply>(100).fill(reply), later(i * 1_000));
    const { taken, newest } = await rows();
    assert.ok(taken.length >= 1_800 && taken.length <= 3_700, String(taken.length));
    assert.deepEqual([taken.at(-1), newest], [later(39_000).getTime(), later(39_000).getTime()]);
    const [full] = await store.reserve([{ tenantId: 'endless', conversationId: 'c0' }], later(60_000));
    assert.ok(full && 'notBefore' in full && full.notBefore >= later(3_600_000).getTime());
  });

  it('of a clock that was hours ahead delay nobody', async () => {
    await store.reserve(threads('jumpy', 1), later(7_200_000));
    assert.deepEqual(await store.reserve(threads('jumpy', 1), NOW), [{ at: NOW.getTime() }]);
  });

  it('are not given far ahead', async () => {
    const slots = await store.reserve(threads('huge', 1_000), NOW);
    const instants = instantsOf(slots);
    assert.ok(instants.length > 350 && instants.length < 450, String(instants.length));
    assert.ok(instants.every((instant) => instant <= 8_000));
  });

  it('are deleted after an hour', async () => {
    await store.reserve(threads('short', 1), NOW);
    const rows = () =>
      database.db.selectFrom('request_slots').select('key').where('key', 'like', '%short%').execute();
    await store.deleteExpired(later(3_600_000));
    assert.equal((await rows()).length, 2);
    await store.deleteExpired(later(3_601_000));
    assert.deepEqual(await rows(), []);
  });
});
