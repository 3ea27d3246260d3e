import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createPlace, messageIn, sendActivity, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore } from '../support/cutover.ts';
import { freePort, openPglite, type DatabasePlace } from '../support/databases.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

/** `KILLS=200 npx mocha tests/reminders/killed-processes.test.ts` takes a quarter of an hour and waits for repeats, too. */
const KILLS = Number(process.env['KILLS'] ?? 5);
const IS_LONG = KILLS > 20;

const PLACES_EACH = 8;
/** How long a process may take to be ready and to hear all wishes, in its clock and ours. */
const HEAD_START_MS = 6_000;
/** Seven days before the cut-off, that long before 09:00. */
const START = Date.parse('2023-09-24T09:00:00Z') - HEAD_START_MS;

describe(`a process that is killed ${KILLS} times while it posts`, function () {
  this.timeout(60_000 + KILLS * 10_000 + (IS_LONG ? 300_000 : 0));
  let connector: Connector;
  let database: DatabasePlace;
  let running: ChildProcess | null = null;
  const subscribed: Place[] = [];

  before(async () => {
    connector = await startConnector();
    connector.decide(({ activity }) => (isReminder(activity) ? { delayMs: 60 } : null));
    database = await openPglite();
  });
  after(async () => {
    running?.kill('SIGKILL');
    await connector.close();
  });

  const isReminder = ({ summary = '' }: { summary?: string }) => /stops working on/.test(summary);

  /** A new process over the same folder, whose clock shows `seconds` after the start. */
  async function start(seconds: number): Promise<{ process: ChildProcess; port: number; startedAt: number }> {
    const startedAt = Date.now();
    const port = await freePort();
    const env = {
      ...process.env,
      ...{ PORT: String(port), DATA_DIR: database.dataDir, LOG_LEVEL: 'error' },
      CLOCK_START: new Date(START + seconds * 1_000).toISOString(),
    };
    const child = spawn(process.execPath, ['dist/index.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    running = child;
    await until(
      () =>
        fetch(`http://127.0.0.1:${port}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      'the process to be ready',
      30_000,
    );
    return { process: child, port, startedAt };
  }

  async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  it('loses no reminder, and doubles none but one whose answer never came, once and marked', async () => {
    await end((await start(-60)).process, 'SIGTERM');
    for (let kill = 0; kill < KILLS; kill++) {
      const { process: child, port, startedAt } = await start(kill * 60);
      const time = new Date(START + kill * 60_000 + 60_000).toISOString().slice(11, 16);
      const places = Array.from({ length: PLACES_EACH }, () => createPlace(connector.url));
      for (const place of places) {
        const response = await sendActivity(port, messageIn(place, `remind us at ${time} UTC`));
        // Who was heard too late on a slow machine gets the next reminder, in days.
        if (response.ok && Date.now() - startedAt < HEAD_START_MS) subscribed.push(place);
      }
      const seen = connector.requests.length;
      // A different moment each time: before the posts, among them, and after them.
      const count = (kill * 7) % (PLACES_EACH + 2);
      const isReached = () =>
        connector.requests.slice(seen).filter((each) => isReminder(each.activity)).length >= count;
      await until(isReached, 'the moment to kill', HEAD_START_MS + 6_000).catch(() => undefined);
      await end(child, 'SIGKILL');
    }
    const last = await start(KILLS * 60 + 60);
    const isDone = (place: Place) => connector.acceptedIn(place.conversationId).some(isReminder);
    const pending = () => subscribed.filter((place) => !isDone(place));
    await until(() => pending().length === 0, 'every reminder', IS_LONG ? 240_000 : 20_000).catch(
      () => undefined,
    );
    await end(last.process, 'SIGTERM');
    const rows = await readStore(database, (db) => db.selectFrom('posts').selectAll().execute());

    assert.ok(subscribed.length > (KILLS * PLACES_EACH) / 2, `only ${subscribed.length} were heard in time`);
    for (const place of subscribed) {
      const row = rows.find(({ conversation_id }) => conversation_id === place.conversationId);
      const accepted = connector.acceptedIn(place.conversationId).filter(isReminder);
      const repeated = remindersIn(connector, place).filter(({ activity }) =>
        activity.summary?.startsWith('Repeated:'),
      );
      const name = `${place.conversationId}, ${row?.state ?? 'without a row'}, shown ${accepted.length} times`;
      assert.ok(accepted.length <= 1 + repeated.length, name);
      assert.ok(repeated.length <= 1, name);
      assert.equal(row?.is_repeat ?? false, repeated.length === 1, name);
      if (row?.state === 'sent') assert.ok(accepted.length >= 1, name);
      else assert.ok(!IS_LONG && ['sending', 'unknown'].includes(row?.state ?? ''), name);
    }
  });
});
