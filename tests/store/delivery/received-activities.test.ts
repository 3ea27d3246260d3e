import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ActivityKey } from '../../../bot/access/author.ts';
import type { ReceivedActivityStore } from '../../../bot/delivery/received-activity.ts';
import { createReceivedActivityStore } from '../../../bot/store/delivery/received-activities.ts';
import { KIM } from '../../support/author.ts';
import { createConversation } from '../../support/conversation.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { openStores, type OpenStores } from '../../support/stores.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const at = (milliseconds: number) => new Date(Date.UTC(2026, 0, 5, 12) + milliseconds);
const newKey = (): ActivityKey => ({
  tenantId: randomUUID(),
  conversationId: '19:a@thread.tacv2;messageid=1',
  activityId: randomUUID(),
});

forEachDatabase('received activities', (open) => {
  let stores: OpenStores;
  let here: ReceivedActivityStore;
  let elsewhere: ReceivedActivityStore;
  before(async () => {
    stores = await openStores(await open());
    here = stores.receivedActivities;
    elsewhere = createReceivedActivityStore(stores.database.db);
  });
  after(() => stores.close());

  it('are begun by one of those that get them at once', async () => {
    const key = newKey();
    const instances = [1, 2, 3, 4].map(() => createReceivedActivityStore(stores.database.db));
    const arrivals = await Promise.all(instances.map((instance) => instance.begin(key, at(0))));
    const states = arrivals.map(({ state }) => state).sort();
    assert.deepEqual(states, ['begun', 'held', 'held', 'held']);
  });

  it('are begun together, each for itself', async () => {
    const keys = Array.from({ length: 50 }, newKey);
    await elsewhere.begin(keys[7] ?? newKey(), at(0));
    const arrivals = await Promise.all(keys.map((key) => here.begin(key, at(0))));
    const held = arrivals.flatMap(({ state }, i) => (state === 'held' ? [i] : []));
    assert.deepEqual(held, [7]);
    assert.equal(arrivals.filter(({ state }) => state === 'begun').length, 49);
  });

  it('are begun again when the lease of a process that is gone is over, not before', async () => {
    const key = newKey();
    await here.begin(key, at(0));
    assert.deepEqual(await elsewhere.begin(key, at(14 * SECOND_MS)), { state: 'held' });
    assert.deepEqual(await elsewhere.begin(key, at(15 * SECOND_MS)), { state: 'begun' });
    assert.deepEqual(await here.begin(key, at(16 * SECOND_MS)), { state: 'held' });
  });

  it('stay held while their process renews the lease', async () => {
    const key = newKey();
    await here.begin(key, at(0));
    await here.renew([key], at(10 * SECOND_MS));
    assert.deepEqual(await elsewhere.begin(key, at(24 * SECOND_MS)), { state: 'held' });
    await elsewhere.renew([key], at(24 * SECOND_MS));
    assert.deepEqual(await elsewhere.begin(key, at(25 * SECOND_MS)), { state: 'begun' });
  });

  it('are free at once when every process that held them is known to be gone', async () => {
    const key = newKey();
    await here.begin(key, at(0));
    await elsewhere.release();
    assert.deepEqual(await elsewhere.begin(key, at(1)), { state: 'begun' });
  });

  it('are done for every process, with the answer of an invoke', async () => {
    const [message, invoke] = [newKey(), newKey()];
    const answer = { status: 200, body: { statusCode: 200, value: 'Acknowledged.' } };
    await here.begin(message, at(0));
    await here.begin(invoke, at(0));
    await here.end(
      [
        { key: message, answer: null },
        { key: invoke, answer },
      ],
      at(1),
    );
    assert.deepEqual(await elsewhere.begin(message, at(HOUR_MS)), { state: 'done', answer: null });
    assert.deepEqual(await elsewhere.begin(invoke, at(HOUR_MS)), { state: 'done', answer });
  });

  it('are found when they are done, though nobody began them', async () => {
    const key = newKey();
    assert.deepEqual(await here.look(key), { state: 'begun' });
    await here.end([{ key, answer: null }], at(0));
    assert.deepEqual(await elsewhere.look(key), { state: 'done', answer: null });
  });

  it('say that their change is made, if it was committed', async () => {
    const [kept, undone] = [newKey(), newKey()];
    const key = { tenantId: randomUUID(), conversationId: '19:a@thread.tacv2', noticeId: 'notice' };
    const place = createConversation({ tenantId: key.tenantId, id: key.conversationId });
    await stores.conversations.remember(place, at(0));
    const schedule = { localTime: '09:00', zone: 'Europe/Berlin', offsets: [7, 1] };
    const ask = async (activity: ActivityKey, changes: object) => {
      await here.begin(activity, at(0));
      const asked = { by: { ...KIM, activity }, now: at(0), cutOffs: new Map([['notice', '2026-03-01']]) };
      await stores.subscriptions.subscribe(key, { ...schedule, ...changes }, asked);
    };
    await ask(kept, {});
    await assert.rejects(ask(undone, { localTime: null }));
    const later = at(15 * SECOND_MS);
    assert.deepEqual(await elsewhere.begin(kept, later), { state: 'changed' });
    assert.deepEqual(await elsewhere.begin(undone, later), { state: 'begun' });
  });

  it('are forgotten after an hour, however many there are', async () => {
    const old = Array.from({ length: 2_500 }, newKey);
    const young = newKey();
    await Promise.all(old.map((key) => here.begin(key, at(0))));
    await here.begin(young, at(2));
    await here.expire(at(HOUR_MS + 1));
    const rows = await stores.database.db
      .selectFrom('received_activities')
      .select('activity_id')
      .where('received_at', '<=', at(2))
      .where('received_at', '>=', at(0))
      .execute();
    assert.ok(rows.some(({ activity_id }) => activity_id === young.activityId));
    assert.ok(!rows.some(({ activity_id }) => old.some(({ activityId }) => activityId === activity_id)));
  });
});
