import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { openDatabase } from '../../bot/store/database/database.ts';
import { createConversationStore } from '../../bot/store/delivery/conversations.ts';
import { createSubscriptionStore } from '../../bot/store/reminders/subscriptions.ts';
import { createPlace, messageIn, sendActivity, type Place } from '../support/activities.ts';
import { startBotProcess, type BotProcess } from '../support/bot-process.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore } from '../support/cutover.ts';
import { forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';
import { KIM } from '../support/author.ts';

/** Seven days before the cut-off, and just after nine. */
const NOW = new Date('2023-09-24T09:00:30Z');
const SINCE = new Date('2023-09-23T09:00:00Z');

/** After which Docker kills a container that does not end. */
const MOST_MS = 10_000;

forEachDatabase('a process that is told to end', (open) => {
  let connector: Connector;
  let place: DatabasePlace;
  let bot: BotProcess;
  let sockets: Socket[];

  beforeEach(async () => {
    connector = await startConnector();
    place = await open();
    sockets = [];
  });
  afterEach(async () => {
    await bot.end('SIGKILL');
    for (const socket of sockets) socket.destroy();
    await connector.close();
  });

  /** A channel whose reminder is due when the process starts. */
  async function subscribe(): Promise<Place> {
    const channel = createPlace(connector.url);
    const { tenantId, conversationId: id, kind, serviceUrl } = channel;
    const database = await openDatabase(place);
    const conversation = { tenantId, id, kind, serviceUrl, botId: '28:cutover' };
    await createConversationStore(database.db).remember(conversation, SINCE);
    await createSubscriptionStore(database.db).subscribe(
      { tenantId, conversationId: id, noticeId: 'azure-ad-connect-v1' },
      { localTime: '09:00', zone: 'UTC', offsets: [7] },
      { by: KIM, now: SINCE, cutOffs: new Map([['azure-ad-connect-v1', '2023-10-01']]) },
    );
    await database.close();
    return channel;
  }

  async function send(text: string): Promise<Socket> {
    const socket = connect(bot.port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  }

  /** Opens connections that nothing more comes from, and an event stream. */
  async function openIdleConnections(): Promise<void> {
    await send('POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Le');
    await send(
      'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"type"',
    );
    await send('');
    const idle = await send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(idle, 'data');
    const events = await send('GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(events, 'data');
  }

  async function endInTime(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null> {
    const startedAt = performance.now();
    const code = await bot.end(signal);
    const elapsedMs = performance.now() - startedAt;
    assert.ok(elapsedMs < MOST_MS, `${elapsedMs} ms`);
    return code;
  }

  const statesOf = (kind: string) =>
    readStore(place, (db) => db.selectFrom('posts').select('state').where('kind', '=', kind).execute());

  it('answers the turn and records the post in progress, and closes idle and half-sent connections', async () => {
    const channel = await subscribe();
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(channel.conversationId, { delayMs: 1_500 });
    connector.answerNext(chat.conversationId, { delayMs: 2_000 });
    bot = await startBotProcess(place, NOW);
    await openIdleConnections();
    await until(() => remindersIn(connector, channel).length === 1, 'the post to be on its way');
    const turn = sendActivity(bot.port, messageIn(chat, 'remind us at 10:00'));
    await until(() => connector.requestsIn(chat.conversationId).length === 1, 'the reply to be on its way');
    assert.equal(await endInTime('SIGTERM'), 0);
    assert.equal((await turn).status, 200);
    assert.equal(connector.acceptedIn(chat.conversationId).length, 1);
    assert.deepEqual(await statesOf('reminder'), [{ state: 'sent' }]);
    const saved = await readStore(place, (db) =>
      db.selectFrom('subscriptions').select('local_time').execute(),
    );
    assert.deepEqual(saved.map(({ local_time }) => local_time).sort(), ['09:00', '10:00']);
  });

  it('records a post as unknown that Teams does not answer', async () => {
    const channel = await subscribe();
    connector.answerNext(channel.conversationId, 'no answer');
    bot = await startBotProcess(place, NOW);
    await until(() => remindersIn(connector, channel).length === 1, 'the post to be on its way');
    assert.equal(await endInTime('SIGINT'), 0);
    assert.deepEqual(await statesOf('reminder'), [{ state: 'unknown' }]);
  });

  it('takes no new connections while a turn ends, and ends at once at a second signal', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, 'no answer');
    bot = await startBotProcess(place, NOW);
    const turn = sendActivity(bot.port, messageIn(chat, 'status')).catch(() => null);
    await until(() => connector.requestsIn(chat.conversationId).length === 1, 'the reply to be on its way');
    bot.signal('SIGTERM');
    const isRefused = () =>
      fetch(`http://127.0.0.1:${bot.port}/healthz`).then(
        () => false,
        () => true,
      );
    await until(isRefused, 'new connections to be refused');
    assert.equal(await endInTime('SIGTERM'), 1);
    assert.match(bot.log(), /second signal, the process ends at once/);
    await turn;
  });
});
