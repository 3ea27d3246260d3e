import assert from 'node:assert/strict';
import { createConversationStore } from '../../bot/store/delivery/conversations.ts';
import { openDatabase, type Database } from '../../bot/store/database/database.ts';
import { createSubscriptionStore } from '../../bot/store/reminders/subscriptions.ts';
import { createPlace, type Place } from '../support/activities.ts';
import { startBotProcess, type BotProcess } from '../support/bot-process.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';
import { KIM } from '../support/author.ts';

const CHANNELS = 150;
/** Seven days before the cut-off, and just after nine. */
const NOW = new Date('2023-09-24T09:00:30Z');
const SINCE = new Date('2023-09-23T09:00:00Z');

describe('instances that, while they post,', () => {
  let connector: Connector;
  let place: DatabasePlace;
  let database: Database;
  let instances: BotProcess[];
  let channels: Place[];

  const start = () => startBotProcess(place, NOW);

  /** Two instances are ready when many channels of one tenant turn out to be due; each post takes a while. */
  beforeEach(async () => {
    connector = await startConnector();
    connector.decide(() => ({ delayMs: 200 }));
    place = await openPostgres();
    database = await openDatabase(place);
    instances = await Promise.all([start(), start()]);
    channels = Array.from({ length: CHANNELS }, () => createPlace(connector.url));
    const [conversations, subscriptions] = [
      createConversationStore(database.db),
      createSubscriptionStore(database.db),
    ];
    for (const { tenantId, conversationId, kind, serviceUrl } of channels) {
      await conversations.remember(
        { tenantId, id: conversationId, kind, serviceUrl, botId: '28:cutover' },
        SINCE,
      );
      const key = { tenantId, conversationId, noticeId: 'azure-ad-connect-v1' };
      await subscriptions.subscribe(
        key,
        { localTime: '09:00', zone: 'UTC', offsets: [7] },
        { by: KIM, now: SINCE, cutOffs: new Map([['azure-ad-connect-v1', '2023-10-01']]) },
      );
    }
  });
  afterEach(async () => {
    await Promise.all(instances.map((instance) => instance.end('SIGKILL')));
    await database.close();
    await connector.close();
  });

  const rows = () =>
    database.db.selectFrom('posts').select(['conversation_id', 'state', 'is_repeat']).execute();
  const posted = () => channels.filter((channel) => remindersIn(connector, channel).length > 0).length;
  const isSettled = async () => {
    const all = await rows();
    return all.length === CHANNELS && all.every(({ state }) => ['sent', 'unknown'].includes(state));
  };

  it('are killed: the others take over within a minute, and nothing is posted twice', async () => {
    await until(() => posted() > 20, 'the first posts');
    await instances[0]?.end('SIGKILL');
    const killedAt = performance.now();
    await until(isSettled, 'every post to be taken over');
    assert.ok(performance.now() - killedAt < 60_000);
    const unknown = (await rows()).filter(({ state }) => state === 'unknown');
    // With 50 requests a second and 200 ms for each, about five of one instance are on the wire.
    assert.ok(unknown.length < CHANNELS / 4, `${unknown.length} were being sent`);
    for (const channel of channels) assert.ok(remindersIn(connector, channel).length <= 1);
    assert.ok(posted() >= CHANNELS - unknown.length);
  });

  it('are restarted one after the other: each reminder is posted once', async () => {
    await until(() => posted() > 10, 'the first posts');
    for (const i of [0, 1]) {
      await instances[i]?.end('SIGTERM');
      instances.push(await start());
    }
    await until(isSettled, 'every post');
    assert.deepEqual(
      (await rows()).map(({ state, is_repeat }) => [state, is_repeat]),
      channels.map(() => ['sent', false]),
    );
    assert.deepEqual(
      channels.map((channel) => remindersIn(connector, channel).length),
      channels.map(() => 1),
    );
  });
});
