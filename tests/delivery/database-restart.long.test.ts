import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { createPlace, messageIn, sendActivity, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import type { DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startRestartablePostgres, type RestartablePostgres } from '../support/postgres-server.ts';
import { remindersIn } from '../support/reminders.ts';
import { runFolder } from '../support/run-services.ts';
import { until } from '../support/until.ts';

/** Enough that posts are under way when the server ends and when it is back. */
const CHANNELS = 100;

/** Posts that are seen before it ends. */
const POSTS_BEFORE = 20;

/** People who write one message after the other, and how long each waits in between. */
const PEOPLE = 2;
const TURN_EVERY_MS = 250;

/**
 * Right after the reminders 14, 7, 3 and 1 days before the cut-off. Unless the server comes back at once, it is away
 * until `/readyz` says so.
 */
const RESTARTS = [
  { now: '2023-09-17T07:01:00Z', mode: 'fast', isAway: false },
  { now: '2023-09-24T07:01:00Z', mode: 'immediate', isAway: false },
  { now: '2023-09-28T07:01:00Z', mode: 'fast', isAway: true },
  { now: '2023-09-30T07:01:00Z', mode: 'immediate', isAway: true },
] as const;

describe('turns and posts while PostgreSQL is restarted', function () {
  this.timeout(600_000);
  const clock = createManualClock('2023-09-16T08:00:00Z');
  let server: RestartablePostgres;
  let place: DatabasePlace;
  let connector: Connector;
  let cutover: RunningCutover;
  /** How many reminders each place should have got, as far as it was told that they are on. */
  const expected = new Map<Place, number>();
  const turns = { answered: 0, apologised: 0 };

  before(async () => {
    connector = await startConnector();
    connector.decide(() => ({ delayMs: 50 }));
    server = await startRestartablePostgres(runFolder());
    place = { databaseUrl: server.url, dataDir: 'unused' };
    cutover = await startCutover(place, clock);
  });
  after(async () => {
    await cutover.stop();
    await connector.close();
    await server.stop();
  });

  const readyz = async () => (await fetch(`http://127.0.0.1:${cutover.port}/readyz`)).status;

  /** What the person is told: the answer, or an apology with a reference. */
  async function askForReminders(): Promise<void> {
    const asking = createPlace(connector.url);
    const response = await sendActivity(cutover.port, messageIn(asking, 'remind us at 09:00'));
    assert.equal(response.status, 200);
    const said = connector.requests // in the thread of the message
      .filter(
        ({ conversationId, isAccepted }) => isAccepted && conversationId.startsWith(asking.conversationId),
      )
      .map(({ activity }) => String(activity.summary));
    const isOn = said.some((text) => text.startsWith('Reminders are on'));
    const apologies = said.filter((text) => /Reference: [0-9a-f]{8}/.test(text));
    assert.ok(isOn || apologies.length > 0, JSON.stringify(said));
    if (isOn) expected.set(asking, 0);
    turns[isOn ? 'answered' : 'apologised']++;
  }

  /** People write until the returned function is called, which resolves when the last one has an answer. */
  function startTurns(): () => Promise<unknown> {
    let isOver = false;
    const people = Array.from({ length: PEOPLE }, async () => {
      while (!isOver) {
        await askForReminders();
        await pause(TURN_EVERY_MS); // as people do
      }
    });
    return () => {
      isOver = true;
      return Promise.all(people);
    };
  }

  const countOpen = () =>
    readStore(place, async (db) => {
      const open = await db
        .selectFrom('posts')
        .select('id')
        .where((row) =>
          row.or([
            row('state', 'in', ['planned', 'sending']),
            row.and([row('state', '=', 'unknown'), row('is_repeat', '=', false)]),
          ]),
        )
        .execute();
      return open.length;
    });

  const countReminders = () =>
    [...expected.keys()].reduce((sum, each) => sum + remindersIn(connector, each).length, 0);

  async function restart({ now, mode, isAway }: (typeof RESTARTS)[number]): Promise<void> {
    const subscribed = [...expected.keys()];
    for (const each of subscribed) expected.set(each, (expected.get(each) ?? 0) + 1);
    const seen = countReminders();
    clock.set(now);
    const endTurns = startTurns();
    await until(() => countReminders() >= seen + POSTS_BEFORE, 'the first posts');
    await server.halt(mode);
    if (isAway) await until(async () => (await readyz()) === 503, 'readiness to notice');
    await server.resume();
    await until(async () => (await readyz()) === 200, 'readiness to return');
    await until(() => subscribed.every(hasAll), 'a reminder in every place', 120_000);
    await until(async () => (await countOpen()) === 0, 'the result of every post', 240_000);
    await endTurns();
  }

  const hasAll = (each: Place) => remindersIn(connector, each).length >= (expected.get(each) ?? 0);

  it('answers each turn or apologises, and loses and doubles no reminder', async () => {
    while (expected.size < CHANNELS) await askForReminders();
    for (const each of RESTARTS) await restart(each);
    const reminders = countReminders();
    process.stdout.write(
      `      ${RESTARTS.length} restarts, ${turns.answered} turns answered, ${turns.apologised} apologised, ${reminders} reminders\n`,
    );
    for (const [each, count] of expected) {
      const summaries = remindersIn(connector, each).map(({ activity }) => activity.summary);
      assert.equal(summaries.length, count, `${each.conversationId}: ${JSON.stringify(summaries)}`);
      assert.ok(!summaries.some((summary) => summary?.startsWith('Repeated')), each.conversationId);
    }
  });
});
