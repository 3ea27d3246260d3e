import assert from 'node:assert/strict';
import { createPlace, messageIn } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPglite } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

const SLOW_TENANT = '00000000-0000-0000-0000-000000000510';

/** However long the others take, Teams isn't given up before; and what is written at the end has the time. */
const WAITING = { postMs: 600_000, stopTurnsMs: 60_000, stopPartMs: 60_000 };

/** Longer than the test: who waited for it would be seen by a deadline of `until`. */
const RETRY_AFTER_SECONDS = '3600';

const notPostedBy = ({ log }: RunningCutover) => log.filter(({ message }) => message === 'post not sent');

describe('a tenant in which Teams never answers', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('delays no other while its posts are waited for', async () => {
    const database = await openPglite();
    const clock = createManualClock('2023-09-23T08:00:00Z');
    const slow = Array.from({ length: 120 }, () =>
      createPlace(connector.url, 'channel', { tenantId: SLOW_TENANT }),
    );
    const others = Array.from({ length: 10 }, () => createPlace(connector.url));
    const cutover = await startCutover(database, clock, {}, WAITING);
    for (const place of [...slow, ...others]) await cutover.receive(messageIn(place, 'remind us at 09:00'));
    connector.decide(({ activity }) =>
      activity.conversation?.tenantId === SLOW_TENANT ? 'no answer' : null,
    );
    clock.set('2023-09-24T07:00:00Z');
    const areDone = () => others.every((place) => remindersIn(connector, place).length === 1);
    await until(areDone, 'the others');
    assert.deepEqual(notPostedBy(cutover), [], 'the slow tenant is still waited for');
    await cutover.stop();
    const states = await readStore(database, (db) => db.selectFrom('posts').select('state').execute());
    assert.equal(states.filter(({ state }) => state === 'sent').length, others.length);
    assert.ok(states.every(({ state }) => ['sent', 'unknown', 'planned'].includes(state)));
  });

  it('has posts that are unknown after 15 seconds', async () => {
    const clock = createManualClock('2023-09-23T08:00:00Z');
    const cutover = await startCutover(await openPglite(), clock);
    const place = createPlace(connector.url);
    await cutover.receive(messageIn(place, 'remind us at 09:00'));
    connector.decide(() => 'no answer');
    const started = performance.now();
    clock.set('2023-09-24T07:00:00Z');
    await until(() => notPostedBy(cutover).length > 0, 'the post to be given up');
    assert.ok(performance.now() - started >= 15_000);
    assert.ok(notPostedBy(cutover).every(({ fields }) => fields['state'] === 'unknown'));
    await cutover.stop();
  });
});

describe('a tenant that Teams throttles', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('delays no other, and no thread gets a request before its Retry-After', async () => {
    const clock = createManualClock('2023-09-23T08:00:00Z');
    const throttled = Array.from({ length: 120 }, () =>
      createPlace(connector.url, 'channel', { tenantId: SLOW_TENANT }),
    );
    const others = Array.from({ length: 10 }, () => createPlace(connector.url));
    const cutover = await startCutover(await openPglite(), clock);
    for (const place of [...throttled, ...others]) {
      await cutover.receive(messageIn(place, 'remind us at 09:00'));
    }
    connector.decide(({ activity }) =>
      activity.conversation?.tenantId === SLOW_TENANT
        ? { status: 429, headers: { 'retry-after': RETRY_AFTER_SECONDS } }
        : null,
    );
    clock.set('2023-09-24T07:00:00Z');
    const areDone = () => others.every((place) => remindersIn(connector, place).length === 1);
    await until(areDone, 'the others');
    await until(
      () => throttled.every((place) => remindersIn(connector, place).length > 0),
      'every throttled one to be tried',
    );
    // Asking anew brings the reminder at once, but for the pause.
    const [first] = throttled;
    assert.ok(first);
    await cutover.receive(messageIn(first, 'remind us at 09:00'));
    const later = createPlace(connector.url);
    await cutover.receive(messageIn(later, 'remind us at 09:01'));
    clock.set('2023-09-24T07:01:00Z');
    await until(() => remindersIn(connector, later).length === 1, 'the last of the others');
    await cutover.stop();
    assert.deepEqual(
      throttled.map((place) => remindersIn(connector, place).length),
      throttled.map(() => 1),
    );
  });
});
