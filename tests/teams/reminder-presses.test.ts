import assert from 'node:assert/strict';
import { createPlace, messageIn, pressIn, type InboundActivity, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

const TOLD = 'application/vnd.microsoft.activity.message';

forEachDatabase('a reminder that is touched', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  let connector: Connector;
  let database: DatabasePlace;
  let cutover: RunningCutover;
  let channel: Place;

  before(async () => {
    connector = await startConnector();
    database = await open();
    cutover = await startCutover(database, clock, { clock: { start: undefined, rate: 300 } });
  });
  after(async () => {
    await cutover.stop();
    await connector.close();
  });
  beforeEach(() => {
    clock.set('2023-09-22T12:00:00Z');
    channel = createPlace(connector.url);
  });

  const textsOf = (method: string) =>
    connector.requests
      .filter(
        (request) => request.conversationId.startsWith(channel.conversationId) && request.method === method,
      )
      .map(({ activity }) => textOf(cardOf(activity)));
  const updateThat = (wanted: RegExp) =>
    until(() => textsOf('PUT').find((text) => wanted.test(text)), `an update that says ${wanted}`);

  /** The first reminder of the channel, when the ledger knows its card. */
  async function firstReminder(): Promise<string> {
    await cutover.receive(messageIn(channel, 'remind us at 09:00 UTC'));
    clock.set('2023-09-24T09:00:00Z');
    const id = await until(() => remindersIn(connector, channel)[0]?.givenId, 'the reminder');
    await until(async () => {
      const told = await cutover.invoke({
        ...pressIn(channel, id, 'acknowledge'),
        from: { id: '29:a', name: 'Ada' },
      });
      return !/older card/.test(String(told.value));
    }, 'a card that the ledger knows');
    return id;
  }
  const press = (id: string, verb: string, data: object = {}, name = 'Kim'): InboundActivity => ({
    ...pressIn(channel, id, verb, data),
    from: { id: `29:${name}`, name },
  });

  it('shows everybody who has seen it, and each person once', async () => {
    const id = await firstReminder();
    await updateThat(/Seen by Ada/);
    await cutover.invoke(press(id, 'acknowledge'));
    const again = await cutover.invoke(press(id, 'acknowledge'));
    assert.match(String(again.value), /said so already/);
    const both = await updateThat(/Seen by Kim/);
    assert.equal(both.match(/Seen by/g)?.length, 2);
  });

  it('counts down in place each day, and says when a newer one has come', async () => {
    await firstReminder();
    clock.set('2023-09-26T06:00:00Z');
    await updateThat(/^5\ndays left/m);
    clock.set('2023-09-28T09:00:00Z');
    await until(() => remindersIn(connector, channel).length === 2, 'the next reminder');
    await updateThat(/A newer reminder has replaced this one/);
  });

  it('is snoozed, explained and stopped for the channel', async () => {
    const id = await firstReminder();
    const snoozed = await cutover.invoke(press(id, 'snooze', { until: 'day' }));
    assert.deepEqual([snoozed.type, /left out/.test(String(snoozed.value))], [TOLD, true]);
    const quiet = await cutover.invoke(press(id, 'snooze', { until: 'rung' }));
    assert.match(String(quiet.value), /Quiet until Thursday 28 September, 09:00/);
    await cutover.invoke(press(id, 'why-this'));
    assert.match(textsOf('POST').at(-1) ?? '', /What became of the last reminders here/);
    await cutover.invoke(press(id, 'stop-reminders'));
    assert.match(textsOf('POST').at(-1) ?? '', /Reminders are off[\s\S]*Kim/);
    await cutover.receive(messageIn(channel, 'status'));
    assert.match(textsOf('POST').at(-1) ?? '', /Reminders here\n?.*off/);
  });

  it('opens its settings, and saves what is right in them', async () => {
    const id = await firstReminder();
    await cutover.invoke(press(id, 'reminder-settings'));
    assert.match(textsOf('POST').at(-1) ?? '', /Reminder settings/);
    const settings = {
      ...{ localTime: '10:30', zone: 'Asia/Tokyo', rungs: '3,0', weekend: 'before' },
      ...{ quietFrom: '22:00', quietUntil: '07:00' },
    };
    const saved = await cutover.invoke(press(id, 'save-reminder-settings', settings));
    const text = textOf(saved.value as object);
    assert.match(text, /10:30.*Asia\/Tokyo.*Changed by Kim/);
    assert.match(text, /Thursday 28 September 2023, 10:30/);
    assert.match(text, /Friday 29 September 2023, 10:30/);
  });

  const wrong: [object, RegExp][] = [
    [{ localTime: '25:00' }, /“25:00” is no time of day/],
    [{ zone: 'Mars/Base' }, /no time zone that I know/],
    [{ rungs: '' }, /at least one day/],
    [{ rungs: '3,-1' }, /whole numbers from 0/],
    [{ weekend: 'maybe' }, /what to do at a weekend/],
    [{ quietFrom: '22:00' }, /both a beginning and an end/],
    [{ quietFrom: '07:00', quietUntil: '07:00' }, /two different times/],
  ];
  it('refuses settings that are wrong, each with its sentence, and keeps what was set', async () => {
    const right = {
      localTime: '09:00',
      zone: 'UTC',
      rungs: '3',
      weekend: 'on',
      quietFrom: '',
      quietUntil: '',
    };
    await cutover.receive(messageIn(channel, 'remind us at 08:15 UTC'));
    for (const [change, expected] of wrong) {
      const answer = await cutover.invoke(press('card', 'save-reminder-settings', { ...right, ...change }));
      assert.match(textOf(answer.value as object), expected);
    }
    await cutover.receive(messageIn(channel, 'status'));
    assert.match(textsOf('POST').at(-1) ?? '', /at 08:15 \(UTC\)/);
  });
});
