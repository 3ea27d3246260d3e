import assert from 'node:assert/strict';
import { createPlace, messageIn } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover } from '../support/cutover.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

forEachDatabase('a bot whose secret is wrong', (open) => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('pauses delivery, keeps every post planned, and logs an error once', async () => {
    const database = await open();
    const clock = createManualClock('2023-09-23T08:00:00Z');
    const places = Array.from({ length: 5 }, () => createPlace(connector.url));
    const cutover = await startCutover(database, clock);
    for (const place of places) await cutover.receive(messageIn(place, 'remind us at 09:00'));
    connector.decide(() => ({ status: 401 }));
    clock.set('2023-09-24T07:00:00Z');
    const refusals = () => cutover.log.filter(({ message }) => message.startsWith('Teams refuses the bot'));
    await until(() => refusals().length > 0, 'word to the operator');
    const metrics = async () => (await fetch(`http://127.0.0.1:${cutover.port}/metrics`)).text();
    assert.match(await metrics(), /^cutover_bot_refused 1$/m);
    // One that comes due later is not tried at all.
    const late = createPlace(connector.url);
    await cutover.receive(messageIn(late, 'remind us at 09:01'));
    clock.set('2023-09-24T07:01:00Z');
    const isPlanned = async () => /^cutover_open_posts\{state="planned"\} 6$/m.test(await metrics());
    await until(isPlanned, 'all of them to be planned');
    await cutover.stop();
    assert.deepEqual(remindersIn(connector, late), []);
    assert.equal(refusals().length, 1);
    const states = await readStore(database, (db) => db.selectFrom('posts').select('state').execute());
    assert.deepEqual(
      states.map(({ state }) => state),
      Array.from({ length: 6 }, () => 'planned'),
    );
  });
});
