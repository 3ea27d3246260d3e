import assert from 'node:assert/strict';
import { createPlace, messageIn } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

describe('two instances on one PostgreSQL', () => {
  const clock = createManualClock('2023-09-23T08:00:00Z');
  let connector: Connector;
  let database: DatabasePlace;
  let instances: RunningCutover[];

  before(async () => {
    connector = await startConnector();
    database = await openPostgres();
    instances = await Promise.all([startCutover(database, clock), startCutover(database, clock)]);
  });
  after(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await connector.close();
  });

  it('start at the same time and post each reminder once between them', async () => {
    const places = Array.from({ length: 30 }, () => createPlace(connector.url));
    for (const [i, place] of places.entries()) {
      await instances[i % 2]?.receive(messageIn(place, 'remind us at 09:00'));
    }
    clock.set('2023-09-24T07:00:00Z');
    await until(() => places.every((place) => remindersIn(connector, place).length > 0), 'every reminder');
    await Promise.all(instances.map((instance) => instance.stop()));
    const posts = await readStore(database, (db) =>
      db.selectFrom('posts').select(['state', 'attempts']).execute(),
    );
    assert.deepEqual(
      places.map((place) => remindersIn(connector, place).length),
      places.map(() => 1),
    );
    assert.deepEqual(
      posts,
      places.map(() => ({ state: 'sent', attempts: 1 })),
    );
  });
});
