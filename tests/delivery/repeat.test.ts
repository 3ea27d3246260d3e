import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { createPlace, messageIn, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

describe('a reminder that Teams may or may not have accepted', () => {
  const clock = createManualClock('2023-09-23T08:00:00Z');
  let connector: Connector;
  let database: DatabasePlace;
  let cutover: RunningCutover;
  let [lucky, unlucky]: Place[] = [];

  before(async () => {
    connector = await startConnector();
    database = await openPostgres();
    cutover = await startCutover(database, clock);
    [lucky, unlucky] = [createPlace(connector.url), createPlace(connector.url)];
    for (const place of [lucky, unlucky]) await cutover.receive(messageIn(place, 'remind us at 09:00'));
    connector.answerNext(lucky.conversationId, 'reset after accepting');
    connector.answerNext(unlucky.conversationId, { status: 502 }, { status: 504 });
    clock.set('2023-09-24T07:00:00Z');
    await until(async () => areBoth(await states(), ([state]) => state === 'unknown'), 'two unknown posts');
    await letPauseEnd();
    await until(
      async () => areBoth(await states(), ([state, isRepeat]) => isRepeat && state !== 'sending'),
      'two repeats',
    );
    await letPauseEnd();
    await cutover.stop();
  });
  after(async () => {
    await cutover.stop();
    await connector.close();
  });

  type State = readonly [state: string, isRepeat: boolean];
  const areBoth = (all: State[], what: (state: State) => boolean) => all.length === 2 && all.every(what);
  const states = () =>
    readStore(database, async (db) => {
      const rows = await db.selectFrom('posts').select(['state', 'is_repeat']).execute();
      return rows.map(({ state, is_repeat }) => [state, is_repeat] as const);
    });

  /** As if the two minutes had gone by. */
  const letPauseEnd = () =>
    readStore(database, async (db) => {
      const past = '2000-01-01T00:00:00Z';
      await sql`update posts set lease_until = ${past}`.execute(db);
      await sql`update jobs.job set start_after = ${past} where state = 'created'`.execute(db);
    });

  it('is repeated once, and says so', () => {
    assert.ok(lucky);
    const [first, repeat, ...others] = remindersIn(connector, lucky);
    assert.ok(first && repeat);
    assert.deepEqual(others, []);
    assert.doesNotMatch(textOf(cardOf(first.activity)), /Repeated/);
    assert.match(
      textOf(cardOf(repeat.activity)),
      /^Repeated: this message may already have been delivered\.$/m,
    );
    assert.match(repeat.activity.summary ?? '', /^Repeated: /);
  });

  it('is not repeated again when the repeat is not confirmed either', async () => {
    assert.ok(unlucky);
    assert.equal(remindersIn(connector, unlucky).length, 2);
    assert.deepEqual((await states()).sort(), [
      ['sent', true],
      ['unknown', true],
    ]);
  });
});
