import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  actionIn,
  createPlace,
  messageIn,
  TENANT,
  type InboundActivity,
  type Place,
} from '../support/activities.ts';
import { KIM } from '../support/author.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { forEachDatabase, openPostgres, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { openStores, type OpenStores } from '../support/stores.ts';
import { until } from '../support/until.ts';

const clock = createManualClock('2023-09-22T12:00:00Z');
const keyOf = (activity: InboundActivity) => ({
  tenantId: TENANT,
  conversationId: (activity['conversation'] as { id: string }).id,
  activityId: activity.id,
});

forEachDatabase('an activity that Teams repeats after a restart', (open) => {
  let connector: Connector;
  let database: DatabasePlace;
  before(async () => {
    connector = await startConnector();
    database = await open();
  });
  after(() => connector.close());

  const summariesIn = ({ conversationId }: Place) =>
    connector.requestsIn(conversationId).map(({ activity }) => activity.summary ?? '');
  async function withCutover(work: (cutover: RunningCutover) => Promise<void>): Promise<void> {
    const cutover = await startCutover(database, clock);
    await work(cutover).finally(() => cutover.stop());
  }
  /** As a process leaves the store that ends in the middle of a turn, longer ago than its lease. */
  async function withStores(work: (stores: OpenStores, begunAt: Date) => Promise<void>): Promise<void> {
    const stores = await openStores(database);
    await work(stores, new Date(Date.now() - 20_000)).finally(() => stores.close());
  }

  it('is carried out once', async () => {
    const chat = createPlace(connector.url, 'personal');
    const asked = messageIn(chat, 'remind us at 09:00');
    await withCutover((cutover) => cutover.receive(asked, messageIn(chat, 'stop reminders')));
    await withCutover((cutover) => cutover.receive(asked, asked));
    assert.equal(summariesIn(chat).length, 2);
    const [subscription] = await readStore(database, (db) =>
      db
        .selectFrom('subscriptions')
        .select('state')
        .where('conversation_id', '=', chat.conversationId)
        .execute(),
    );
    assert.equal(subscription?.state, 'stopped');
  });

  it('gets the same answer when it is an invoke', async () => {
    const chat = createPlace(connector.url, 'personal');
    const press = actionIn(chat, '1', 'topic', { intent: 'deadline' });
    const answers: unknown[] = [];
    await withCutover(async (cutover) => void answers.push(await cutover.invoke(press)));
    await withCutover(async (cutover) => {
      answers.push(await cutover.invoke(press), await cutover.invoke(press));
    });
    assert.equal((answers[0] as { value: string }).value, 'The answer is below.');
    assert.deepEqual([answers[1], answers[2]], [answers[0], answers[0]]);
    assert.equal(summariesIn(chat).length, 1);
  });

  it('is carried out if the process ended before', async () => {
    const chat = createPlace(connector.url, 'personal');
    const asked = messageIn(chat, 'remind us at 09:00');
    await withStores(async (stores, begunAt) => {
      await stores.receivedActivities.begin(keyOf(asked), begunAt);
    });
    await withCutover((cutover) => cutover.receive(asked));
    assert.match(summariesIn(chat).join(), /09:00/);
  });

  it('changes nothing again if the process ended after the change, and says that it is made', async () => {
    const chat = createPlace(connector.url, 'personal');
    const asked = messageIn(chat, 'remind us at 09:00');
    const key = { tenantId: TENANT, conversationId: chat.conversationId, noticeId: 'azure-ad-connect-v1' };
    await withStores(async (stores, begunAt) => {
      const { kind, serviceUrl, conversationId: id, tenantId } = chat;
      await stores.conversations.remember(
        { kind, serviceUrl, id, tenantId, botId: '28:cutover' },
        clock.now(),
      );
      await stores.receivedActivities.begin(keyOf(asked), begunAt);
      await stores.subscriptions.subscribe(
        key,
        { localTime: '09:00', zone: 'Europe/Berlin', offsets: [7] },
        {
          by: { ...KIM, activity: keyOf(asked) },
          now: clock.now(),
          cutOffs: new Map([['azure-ad-connect-v1', '2023-10-01']]),
        },
      );
    });
    await withCutover((cutover) => cutover.receive(asked, asked));
    const said = summariesIn(chat);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /My answer may be missing.*it’s saved/);
    const changes = await readStore(database, (db) =>
      db
        .selectFrom('audit_trail')
        .select('act')
        .where('author_name', '=', 'Kim')
        .where('subject', '=', key.noticeId)
        .where('conversation_id', '=', chat.conversationId)
        .execute(),
    );
    assert.deepEqual(changes, []);
  });
});

describe('an activity that Teams sends to another instance as well', () => {
  let connector: Connector;
  let database: DatabasePlace;
  let one: RunningCutover;
  let other: RunningCutover;
  let client: pg.Client;
  before(async () => {
    connector = await startConnector();
    database = await openPostgres();
    one = await startCutover(database, clock);
    other = await startCutover(database, clock);
    client = new pg.Client({ connectionString: database.databaseUrl ?? '' });
    await client.connect();
  });
  after(async () => {
    await client.end();
    await one.stop();
    await other.stop();
    await connector.close();
  });

  const saidIn = ({ conversationId }: Place) => connector.requestsIn(conversationId);
  const lock = () => client.query('begin; lock table subscriptions in access exclusive mode');
  const unlock = () => client.query('rollback');
  const isBegun = async ({ id }: InboundActivity) =>
    (await client.query('select 1 from received_activities where activity_id = $1', [id])).rowCount === 1;

  it('waits for the instance that works on it, and is not carried out again', async () => {
    const chat = createPlace(connector.url, 'personal');
    const asked = messageIn(chat, 'remind us at 09:00');
    await lock();
    const first = one.receive(asked);
    await until(() => isBegun(asked), 'the first to begin');
    const second = other.receive(asked);
    await other.receive(messageIn(chat, 'help'));
    assert.equal(saidIn(chat).length, 1, 'the answer to a message in between');
    await unlock();
    await Promise.all([first, second]);
    assert.equal(saidIn(chat).length, 2);
  });

  it('gets the answer of that instance when it is an invoke', async () => {
    const chat = createPlace(connector.url, 'personal');
    await one.receive(messageIn(chat, 'remind us at 09:00'));
    const press = actionIn(chat, randomUUID(), 'snooze', { until: '2023-09-25' });
    await lock();
    const first = one.invoke(press);
    await until(() => isBegun(press), 'the first to begin');
    const second = other.invoke(press);
    await unlock();
    const answers = [await first, await second, await other.invoke(press)];
    assert.equal(answers[0]?.statusCode, 200);
    assert.deepEqual([answers[1], answers[2]], [answers[0], answers[0]]);
  });
});
