import assert from 'node:assert/strict';
import { sql } from 'kysely';
import sinon from 'sinon';
import { createPlace, messageIn, TENANT, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

const OUT = '00000000-0000-0000-0000-000000000503';

describe('an outage of Teams in one tenant, longer than the pause before a repeat', () => {
  const clock = createManualClock('2023-09-23T08:00:00Z');
  let connector: Connector;
  let database: DatabasePlace;
  let cutover: RunningCutover;
  let places: Place[];

  before(async () => {
    connector = await startConnector();
    database = await openPostgres();
    cutover = await startCutover(database, clock);
    places = Array.from({ length: 80 }, () => createPlace(connector.url, 'channel', { tenantId: OUT }));
    for (const place of places) await cutover.receive(messageIn(place, 'remind us at 09:00'));
  });
  after(async () => {
    sinon.restore();
    await cutover.stop();
    await connector.close();
  });

  const inOutage = () => places.flatMap((place) => remindersIn(connector, place));
  const isMarked = ({ activity }: { activity: { summary?: string } }) =>
    activity.summary?.startsWith('Repeated: ') ?? false;
  const countStates = () =>
    readStore(database, async (db) => {
      const rows = await db.selectFrom('posts').select('state').where('tenant_id', '=', OUT).execute();
      const count = (state: string) => rows.filter((row) => row.state === state).length;
      return {
        planned: count('planned'),
        sending: count('sending'),
        sent: count('sent'),
        unknown: count('unknown'),
      };
    });

  /** As if every pause of a post had gone by. */
  const letPausesEnd = () =>
    readStore(database, async (db) => {
      const past = '2000-01-01T00:00:00Z';
      await sql`update posts set lease_until = ${past} where state = 'unknown'`.execute(db);
      await sql`update jobs.job set start_after = ${past} where state = 'created'`.execute(db);
    });

  /** As if so much more time had gone by in this process. */
  function letSecondsPass(seconds: number): void {
    passedMs += seconds * 1_000;
    sinon.restore();
    const now = Date.now.bind(Date);
    sinon.stub(Date, 'now').callsFake(() => now() + passedMs);
  }
  let passedMs = 0;

  /** Another tenant's reminder, which comes due and arrives: whatever could be taken before it has been. */
  async function postElsewhere(minute: string): Promise<void> {
    const elsewhere = createPlace(connector.url, 'channel', { tenantId: TENANT });
    await cutover.receive(messageIn(elsewhere, `remind us at 09:${minute}`));
    clock.set(`2023-09-24T07:${minute}:00Z`);
    await until(() => remindersIn(connector, elsewhere).length === 1, 'a reminder of another tenant');
  }

  it('causes one request each half minute, and every post is sent when it is over', async () => {
    connector.decide(({ activity }) => (activity.conversation?.tenantId === OUT ? { status: 503 } : null));
    clock.set('2023-09-24T07:00:00Z');
    await until(
      () => cutover.log.some(({ message }) => /does not answer, delivery to tenant paused/.test(message)),
      'word',
    );
    await until(async () => (await countStates()).sending === 0, 'what was under way');
    const first = inOutage().length;
    assert.ok(first >= 5 && first < places.length, `${first} were sent into the outage`);
    assert.deepEqual(await countStates(), {
      planned: places.length - first,
      sending: 0,
      sent: 0,
      unknown: first,
    });

    await letPausesEnd();
    await postElsewhere('01');
    assert.equal(inOutage().length, first, 'nothing is repeated into the outage');

    letSecondsPass(31);
    await until(() => inOutage().length > first, 'one that finds out');
    await letPausesEnd();
    await postElsewhere('02');
    assert.equal(inOutage().length, first + 1);
    assert.ok(!inOutage().some(isMarked), 'the only repeat of a post was used to find out');

    connector.decide(() => null);
    letSecondsPass(31);
    await until(async () => {
      await letPausesEnd();
      return (await countStates()).sent === places.length;
    }, 'all of them');
    assert.ok(cutover.log.some(({ message }) => /answers again, delivery to tenant resumed/.test(message)));
    for (const place of places) {
      const requests = remindersIn(connector, place);
      assert.equal(requests.filter(({ status }) => status === 201).length, 1);
      const [once, repeat, ...others] = requests;
      assert.ok(once && !isMarked(once));
      if (once.status === 503) assert.ok(repeat && isMarked(repeat) && repeat.status === 201);
      else assert.equal(repeat, undefined);
      assert.deepEqual(others, []);
    }
  });
});
