import assert from 'node:assert/strict';
import { createPlace, messageIn, type Place } from '../../support/activities.ts';
import { startConnector, type Connector } from '../../support/connector.ts';
import { startCutover, readStore, type RunningCutover } from '../../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { until } from '../../support/until.ts';

describe('a reply', () => {
  let connector: Connector;
  let database: DatabasePlace;
  let cutover: RunningCutover;
  before(async () => {
    connector = await startConnector();
    database = await openPostgres();
    cutover = await startCutover(database, createManualClock('2023-09-22T12:00:00Z'));
  });
  after(async () => {
    await cutover.stop();
    await connector.close();
  });

  const saidIn = ({ conversationId }: Place) => connector.requestsIn(conversationId);

  it('counts against the limits of its thread and its tenant, in all instances', async () => {
    const chat = createPlace(connector.url, 'personal', { tenantId: 'counted' });
    await cutover.receive(messageIn(chat, 'status'), messageIn(chat, 'help'));
    const counted = () =>
      readStore(database, async (db) => {
        const rows = await db.selectFrom('request_slots').select(['key', 'taken']).execute();
        return new Map(rows.map(({ key, taken }) => [key, taken.length]));
      });
    const thread = `thread counted ${chat.conversationId}`;
    const other = createPlace(connector.url, 'personal', { tenantId: 'counted' });
    await cutover.receive(messageIn(other, 'status'));
    await until(async () => (await counted()).get(thread) === 2, 'both in the count');
    await until(
      async () => (await counted()).get(`thread counted ${other.conversationId}`) === 1,
      'the other thread’s own count',
    );
    assert.ok((await counted()).has('tenant counted'));
  });

  it('is sent once more after the Retry-After of a 429', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, { status: 429, headers: { 'retry-after': '1' } });
    await cutover.receive(messageIn(chat, 'when does V1 stop working'));
    const [first, second, ...others] = saidIn(chat);
    assert.deepEqual([first?.status, second?.status, others.length], [429, 201, 0]);
    assert.ok((second?.arrivedAt ?? 0) - (first?.arrivedAt ?? 0) >= 1_000);
    assert.match(second?.activity.summary ?? '', /1 October 2023/);
  });

  it('is given up when Retry-After is longer than 8 seconds', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, { status: 429, headers: { 'retry-after': '30' } });
    await cutover.receive(messageIn(chat, 'when does V1 stop working'));
    assert.match(saidIn(chat).at(-1)?.activity.summary ?? '', /Reference/);
  });

  it('holds reminders to its thread after a 429, in all instances', async () => {
    const chat = createPlace(connector.url, 'personal', { tenantId: 'held' });
    connector.answerNext(chat.conversationId, { status: 429, headers: { 'retry-after': '30' } });
    const asked = Date.now();
    await cutover.receive(messageIn(chat, 'when does V1 stop working'));
    const heldUntil = () =>
      readStore(database, async (db) => {
        const key = `thread held ${chat.conversationId}`;
        const rows = await db
          .selectFrom('request_slots')
          .select('held_until')
          .where('key', '=', key)
          .execute();
        return rows[0]?.held_until;
      });
    await until(async () => ((await heldUntil()) ?? 0) >= asked + 30_000, 'the hold');
  });

  for (const status of [502, 408]) {
    it(`is not sent again after a ${status}, when Teams may have accepted it`, async () => {
      const chat = createPlace(connector.url, 'personal');
      connector.answerNext(chat.conversationId, { status });
      await cutover.receive(messageIn(chat, 'when does V1 stop working'));
      assert.equal(
        saidIn(chat).filter(({ activity }) => /1 October 2023/.test(activity.summary ?? '')).length,
        1,
      );
    });
  }

  for (const [answer, name] of [
    [{ status: 202, body: null }, '202 without a body'],
    [{ status: 200, body: { id: '' } }, '200 with an empty id'],
    [{ status: 204, body: null }, '204'],
    [{ status: 200, body: 'OK' }, '200 with a body that is not JSON'],
  ] as const) {
    it(`is accepted when Teams answers ${name}`, async () => {
      const chat = createPlace(connector.url, 'personal');
      connector.answerNext(chat.conversationId, answer);
      await cutover.receive(messageIn(chat, 'when does V1 stop working'));
      const said = saidIn(chat);
      assert.equal(said.length, 1, 'no error message follows');
      assert.match(said[0]?.activity.summary ?? '', /1 October 2023/);
    });
  }
});
