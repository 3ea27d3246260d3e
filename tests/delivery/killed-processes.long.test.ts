import assert from 'node:assert/strict';
import { createPlace, messageIn, sendActivity, type Place } from '../support/activities.ts';
import { startBotProcess, type BotProcess } from '../support/bot-process.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore } from '../support/cutover.ts';
import { openPglite, type DatabasePlace } from '../support/databases.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

/** `KILLS=200 npx mocha tests/delivery/killed-processes.long.test.ts` takes half an hour and waits for repeats, too. */
const KILLS = Number(process.env['KILLS'] ?? 3);
const IS_LONG = KILLS > 20;

const PLACES_EACH = 8;
/** Seven days before the cut-off. */
const DUE = Date.parse('2023-09-24T09:00:00Z');

describe(`a process that is killed ${KILLS} times while it posts`, function () {
  this.timeout(60_000 + KILLS * 10_000 + (IS_LONG ? 300_000 : 0));
  let connector: Connector;
  let database: DatabasePlace;
  let running: BotProcess | null = null;
  const subscribed: Place[] = [];
  /** How long a process has to be ready and to hear all wishes, in its clock and ours: twice what it needs here. */
  let headStartMs = 6_000;

  before(async () => {
    connector = await startConnector();
    connector.decide(({ activity }) => (isReminder(activity) ? { delayMs: 60 } : null));
    database = await openPglite();
  });
  after(async () => {
    await running?.end('SIGKILL');
    await connector.close();
  });

  const isReminder = ({ summary = '' }: { summary?: string }) => /stops working on/.test(summary);

  /** A new process over the same folder, whose clock shows the head start before `seconds` after 09:00. */
  async function start(seconds: number): Promise<BotProcess> {
    running = await startBotProcess(database, new Date(DUE - headStartMs + seconds * 1_000));
    return running;
  }

  it('loses no reminder, and doubles none but one whose answer never came, once and marked', async () => {
    await (await start(-120)).end('SIGTERM'); // makes the store
    const before = performance.now();
    await (await start(-120)).end('SIGTERM');
    headStartMs = Math.max(headStartMs, 2 * (performance.now() - before));
    for (let kill = 0; kill < KILLS; kill++) {
      const startedAt = Date.now();
      const bot = await start(kill * 60);
      const time = new Date(DUE + kill * 60_000).toISOString().slice(11, 16);
      const places = Array.from({ length: PLACES_EACH }, () => createPlace(connector.url));
      for (const place of places) {
        const response = await sendActivity(bot.port, messageIn(place, `remind us at ${time} UTC`));
        // Who was heard too late on a slow machine gets the next reminder, in days.
        if (response.ok && Date.now() - startedAt < headStartMs) subscribed.push(place);
      }
      const seen = connector.requests.length;
      // A different moment each time: before the posts, among them, and after them.
      const count = (kill * 7) % (PLACES_EACH + 2);
      const isReached = () =>
        connector.requests.slice(seen).filter((each) => isReminder(each.activity)).length >= count;
      await until(isReached, 'the moment to kill', headStartMs + 6_000).catch(() => undefined);
      await bot.end('SIGKILL');
    }
    const last = await start(KILLS * 60 + 60);
    const isDone = (place: Place) => connector.acceptedIn(place.conversationId).some(isReminder);
    const pending = () => subscribed.filter((place) => !isDone(place));
    await until(() => pending().length === 0, 'every reminder', IS_LONG ? 240_000 : 20_000).catch(
      () => undefined,
    );
    await last.end('SIGTERM');
    const rows = await readStore(database, (db) => db.selectFrom('posts').selectAll().execute());

    assert.ok(subscribed.length > (KILLS * PLACES_EACH) / 2, `only ${subscribed.length} were heard in time`);
    for (const place of subscribed) {
      const row = rows.find(({ conversation_id }) => conversation_id === place.conversationId);
      const accepted = connector.acceptedIn(place.conversationId).filter(isReminder);
      const repeated = remindersIn(connector, place).filter(({ activity }) =>
        activity.summary?.startsWith('Repeated:'),
      );
      const { state = 'without a row', is_repeat: isRepeat = false } = row ?? {};
      const name = `${place.conversationId}, ${state}, shown ${accepted.length} times, ${repeated.length} repeats`;
      assert.ok(accepted.length <= 1 + repeated.length && repeated.length <= 1, name);
      // Two kills may have hit the post and its repeat: nobody knows of it then, and it is left alone.
      const isGivenUp = state === 'unknown' && isRepeat;
      if (isRepeat !== (repeated.length === 1)) assert.ok(isGivenUp && repeated.length === 0, name);
      // The last process has ended before the pause of what was under way when the one before it was killed.
      const isOpen = ['sending', 'unknown'].includes(state) && (!IS_LONG || accepted.length > 0);
      if (state === 'sent') assert.ok(accepted.length >= 1, name);
      else assert.ok(isGivenUp || isOpen, name);
    }
  });
});
