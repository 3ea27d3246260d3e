import assert from 'node:assert/strict';
import pg from 'pg';
import { actionIn, createPlace, messageIn, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

const clock = createManualClock('2023-09-22T12:00:00Z');

const summaryOf = ({ activity }: { activity: { summary?: string } }) => activity.summary ?? '';
const referenceIn = (summary: string) => /Reference: (\w+)/.exec(summary)?.[1];

describe('a turn whose answer Teams does not take', () => {
  const { connector, cutover } = runCutover(openPostgres, clock, {}, { replyMs: 300 });

  const saidIn = ({ conversationId }: Place) => connector.requestsIn(conversationId);

  it('ends when the reply’s deadline passes, and says that the change is saved', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, 'no answer');
    await cutover.receive(messageIn(chat, 'remind us at 09:00'));
    const [, apology] = saidIn(chat).map(summaryOf);
    assert.match(apology ?? '', /My answer may be missing.*it’s saved/);
    const logged = cutover.log.find(({ message }) => message === 'turn failed')?.fields['reference'];
    assert.equal(referenceIn(apology ?? ''), logged);
    await cutover.receive(messageIn(chat, 'when is the next reminder'));
    assert.match(saidIn(chat).map(summaryOf).at(-1) ?? '', /09:00/);
  });

  it('ends when Teams takes the apology neither', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, 'no answer', 'no answer');
    await cutover.receive(messageIn(chat, 'status'));
    assert.equal(saidIn(chat).length, 2);
  });

  it('gives an invoke its response, which says that the post may be missing', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, 'no answer');
    const answer = await cutover.invoke(actionIn(chat, 'card', 'topic', { intent: 'impact' }));
    assert.deepEqual([answer.statusCode, /may be missing/.test(String(answer.value))], [200, true]);
  });

  it('gives an invoke its new card when the update for everybody hangs', async () => {
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, 'no answer');
    const answer = await cutover.invoke(actionIn(chat, 'card', 'choose', { intent: 'impact' }));
    assert.deepEqual([answer.statusCode, answer.type], [200, 'application/vnd.microsoft.card.adaptive']);
    assert.equal(saidIn(chat).length, 1);
  });
});

describe('a turn that the store holds up', () => {
  let connector: Connector;
  let database: DatabasePlace;
  let cutover: RunningCutover;
  let locker: pg.Client;
  before(async () => {
    connector = await startConnector();
    database = await openPostgres();
    cutover = await startCutover(database, clock, {}, { slowTurnMs: 200, turnMs: 600 });
    locker = new pg.Client({ connectionString: database.databaseUrl ?? '' });
    await locker.connect();
  });
  after(async () => {
    await locker.end();
    await cutover.stop();
    await connector.close();
  });

  const lock = () => locker.query('begin; lock table subscriptions in access exclusive mode');
  const unlock = () => locker.query('rollback');
  const summariesIn = ({ conversationId }: Place) => connector.requestsIn(conversationId).map(summaryOf);

  it('tells the person with a reference, and posts the answer when it comes', async () => {
    const chat = createPlace(connector.url, 'personal');
    await lock();
    await cutover.receive(messageIn(chat, 'remind us at 09:00'));
    const [notice, ...others] = summariesIn(chat);
    assert.match(notice ?? '', /This takes longer than usual/);
    assert.deepEqual(others, []);
    const logged = cutover.log.find(({ message }) => message === 'turn is slow')?.fields['reference'];
    assert.equal(referenceIn(notice ?? ''), logged);
    await unlock();
    await until(() => summariesIn(chat).length === 2, 'the answer');
    assert.match(summariesIn(chat)[1] ?? '', /09:00/);
  });

  it('gives an invoke a response in time, and carries it out once', async () => {
    const chat = createPlace(connector.url, 'personal');
    await cutover.receive(messageIn(chat, 'remind us at 09:00'));
    await lock();
    const answer = await cutover.invoke<{ statusCode: number; value: { message: string } }>(
      actionIn(chat, 'card', 'snooze', { until: '2023-09-25' }),
    );
    assert.deepEqual([answer.statusCode, /still working/.test(answer.value.message)], [500, true]);
    await unlock();
    await cutover.receive(messageIn(chat, 'when is the next reminder'));
    assert.ok(!cutover.log.some(({ message }) => message === 'turn failed'));
  });
});

describe('a turn that waits for a locked table', () => {
  it('ends with an apology when the lock’s deadline passes, and has changed nothing', async () => {
    const connector = await startConnector();
    const database = await openPostgres();
    const cutover = await startCutover(database, clock, {}, { lockMs: 200 });
    const locker = new pg.Client({ connectionString: database.databaseUrl ?? '' });
    await locker.connect();
    const chat = createPlace(connector.url, 'personal');
    const summaries = () => connector.requestsIn(chat.conversationId).map(summaryOf);

    await locker.query('begin; lock table subscriptions in access exclusive mode');
    await cutover.receive(messageIn(chat, 'remind us at 09:00'));
    assert.match(summaries().join(' '), /^Something went wrong\. .*Reference: \w+\.$/);
    await locker.query('rollback');
    const saved = await locker.query('select 1 from subscriptions');
    assert.equal(saved.rowCount, 0);

    await locker.end();
    await cutover.stop();
    await connector.close();
  });
});
