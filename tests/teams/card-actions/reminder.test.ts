import assert from 'node:assert/strict';
import {
  createPlace,
  invokeIn,
  messageIn,
  actionIn,
  submitIn,
  type InboundActivity,
  type Place,
} from '../../support/activities.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, objectsIn, textOf } from '../../support/official-card-check.ts';
import { remindersIn } from '../../support/reminders.ts';
import { runCutover } from '../../support/running-cutover.ts';
import { until } from '../../support/until.ts';

const TOLD = 'application/vnd.microsoft.activity.message';

forEachDatabase('the actions of a reminder', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock, { clock: { start: undefined, rate: 300 } });
  let channel: Place;

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
        ...actionIn(channel, id, 'acknowledge'),
        from: { id: '29:a', name: 'Ada' },
      });
      return !/out of date/.test(String(told.value));
    }, 'a card that the ledger knows');
    return id;
  }
  const action = (id: string, verb: string, data: object = {}, name = 'Kim'): InboundActivity => ({
    ...actionIn(channel, id, verb, data),
    from: { id: `29:${name}`, name },
  });

  it('show everybody who acknowledged it, each person once', async () => {
    const id = await firstReminder();
    await updateThat(/Acknowledged by Ada/);
    await cutover.invoke(action(id, 'acknowledge'));
    await cutover.invoke(action(id, 'acknowledge'));
    const both = await updateThat(/Acknowledged by Kim/);
    assert.equal(both.match(/Acknowledged by/g)?.length, 2);
  });

  it('offer no second acknowledgement to the same person, even after a refresh', async () => {
    const id = await firstReminder();
    const asks = (answer: { value: unknown }) =>
      textOf(answer.value as object)
        .split('\n')
        .includes('Acknowledge');
    clock.set('2023-09-24T09:05:00Z');
    const seen = await cutover.invoke(action(id, 'acknowledge'));
    assert.match(textOf(seen.value as object), /Acknowledged by Ada[\s\S]*Acknowledged by Kim/);
    assert.equal(asks(seen), false);
    const { refresh } = seen.value as { refresh: { userIds: string[]; action: { verb: string } } };
    assert.deepEqual([refresh.action.verb, refresh.userIds], ['view-reminder', ['29:a', '29:Kim']]);
    assert.equal(asks(await cutover.invoke(action(id, 'view-reminder'))), false);
    assert.equal(asks(await cutover.invoke(action(id, 'view-reminder', {}, 'Bo'))), true);
    const shared = await updateThat(/Acknowledged by Kim/);
    assert.match(shared, /^Acknowledge$/m);
  });

  it('show the state of today on a later refresh', async () => {
    const id = await firstReminder();
    await cutover.invoke(action(id, 'acknowledge'));
    clock.set('2023-09-27T12:00:00Z');
    const { value } = await cutover.invoke(action(id, 'view-reminder'));
    assert.match(textOf(value as object), /^4\ndays left/m);
  });

  it('update the countdown each day, and say when a newer reminder replaced it', async () => {
    await firstReminder();
    clock.set('2023-09-26T06:00:00Z');
    await updateThat(/^5\ndays left/m);
    clock.set('2023-09-28T09:00:00Z');
    await until(() => remindersIn(connector, channel).length === 2, 'the next reminder');
    await updateThat(/A newer reminder replaced this one/);
  });

  it('snooze, explain and stop the reminders of the channel', async () => {
    const id = await firstReminder();
    const snoozed = await cutover.invoke(action(id, 'snooze', { until: 'day' }));
    assert.deepEqual([snoozed.type, /^Snoozed until/.test(String(snoozed.value))], [TOLD, true]);
    const quiet = await cutover.invoke(action(id, 'snooze', { until: 'next' }));
    assert.match(String(quiet.value), /Snoozed until Thursday 28 September 2023, 09:00/);
    await cutover.invoke(action(id, 'why-this'));
    assert.match(textsOf('POST').at(-1) ?? '', /The last reminders here/);
    await cutover.invoke(action(id, 'stop-reminders'));
    assert.match(textsOf('POST').at(-1) ?? '', /Reminders are off[\s\S]*Kim/);
    await cutover.receive(messageIn(channel, 'status'));
    assert.match(textsOf('POST').at(-1) ?? '', /Reminders here\n?.*off/);
  });

  const settings = {
    ...{ localTime: '10:30', zone: 'Asia/Tokyo', offsets: '3,0', weekend: 'before' },
    ...{ quietFrom: '22:00', quietUntil: '07:00' },
  };
  const assertSaved = (text: string) => {
    assert.match(text, /10:30.*Asia\/Tokyo.*Changed by Kim/);
    assert.match(text, /Thursday 28 September 2023, 10:30/);
    assert.match(text, /Friday 29 September 2023, 10:30/);
  };

  it('open the settings as a card where the client has no task modules, and save valid settings', async () => {
    const id = await firstReminder();
    await cutover.receive(submitIn(channel, id, 'reminder-settings'));
    assert.match(textsOf('POST').at(-1) ?? '', /Reminder settings/);
    const saved = await cutover.invoke(action(id, 'save-reminder-settings', settings));
    assertSaved(textOf(saved.value as object));
  });

  interface Dialog {
    task: { type: string; value: { title: string; card: { content: object } } };
  }
  /** What is in the dialog: it knows no `Action.Execute`. */
  function contentOf({ task }: Dialog): object {
    const { content } = task.value.card;
    assert.deepEqual([task.type, task.value.title], ['continue', 'Reminder settings']);
    assert.ok(!JSON.stringify(content).includes('Action.Execute'));
    return content;
  }
  const submit = (data: object) => ({
    ...invokeIn(channel, 'task/submit', { data }),
    from: { id: '29:Kim', name: 'Kim' },
  });

  it('open the settings in a task module with the current values, and post what was saved', async () => {
    await cutover.receive(messageIn(channel, 'remind us at 08:15 UTC'));
    const opened = contentOf(
      await cutover.invoke<Dialog>(invokeIn(channel, 'task/fetch', { data: { verb: 'reminder-settings' } })),
    );
    const inputs = new Map(objectsIn(opened).map((part) => [part['id'], part['value']]));
    assert.deepEqual([inputs.get('localTime'), inputs.get('zone')], ['08:15', 'UTC']);
    const closed = await cutover.invokeRaw(submit({ verb: 'save-reminder-settings', ...settings }));
    assert.deepEqual([closed.status, await closed.text()], [200, '']);
    assertSaved(textsOf('POST').at(-1) ?? '');
  });

  it('show an invalid task module again as it was filled in, and save nothing', async () => {
    await cutover.receive(messageIn(channel, 'remind us at 08:15 UTC'));
    const wrong = { verb: 'save-reminder-settings', ...settings, quietUntil: '' };
    const shown = contentOf(await cutover.invoke<Dialog>(submit(wrong)));
    assert.match(textOf(shown), /✖ Quiet hours need both a start and an end/);
    const inputs = new Map(objectsIn(shown).map((part) => [part['id'], part['value']]));
    assert.deepEqual([inputs.get('localTime'), inputs.get('quietFrom')], ['10:30', '22:00']);
    await cutover.receive(messageIn(channel, 'status'));
    assert.match(textsOf('POST').at(-1) ?? '', /at 08:15 \(UTC\)/);
  });

  it('stop reminders from the task module, and post who did', async () => {
    await cutover.receive(messageIn(channel, 'remind us at 08:15 UTC'));
    await cutover.invokeRaw(submit({ verb: 'stop-reminders' }));
    assert.match(textsOf('POST').at(-1) ?? '', /Reminders are off[\s\S]*Kim/);
  });

  it('find time zones for the typed text', async () => {
    const search = async (value: object) => {
      const found = await cutover.invoke<{ type: string; value: { results: { title: string }[] } }>(
        invokeIn(channel, 'application/search', value),
      );
      assert.equal(found.type, 'application/vnd.microsoft.search.searchResponse');
      return found.value.results.map(({ title }) => title);
    };
    assert.deepEqual((await search({ dataset: 'zones', queryText: 'vlad' }))[0], 'Asia/Vladivostok');
    assert.equal((await search({ dataset: 'zones', queryText: 'america' })).length, 15);
    assert.deepEqual(await search({ dataset: 'people', queryText: 'Kim' }), []);
    assert.deepEqual(await search({ dataset: 'zones', queryText: 'qqqqqqqq' }), []);
  });

  const wrong: [object, RegExp][] = [
    [{ localTime: '25:00' }, /“25:00” isn’t a time of day/],
    [{ zone: 'Mars/Base' }, /isn’t a time zone that I know/],
    [{ offsets: '' }, /at least one day/],
    [{ offsets: '3,-1' }, /whole numbers from 0/],
    [{ weekend: 'maybe' }, /Choose an option from each list/],
    [{ quietFrom: '22:00' }, /both a start and an end/],
    [{ quietFrom: '07:00', quietUntil: '07:00' }, /two different times/],
  ];
  it('refuse invalid settings, each with its own message, and save nothing', async () => {
    const right = {
      localTime: '09:00',
      zone: 'UTC',
      offsets: '3',
      weekend: 'on',
      quietFrom: '',
      quietUntil: '',
    };
    await cutover.receive(messageIn(channel, 'remind us at 08:15 UTC'));
    for (const [change, expected] of wrong) {
      const answer = await cutover.invoke(action('card', 'save-reminder-settings', { ...right, ...change }));
      assert.match(textOf(answer.value as object), expected);
    }
    await cutover.receive(messageIn(channel, 'status'));
    assert.match(textsOf('POST').at(-1) ?? '', /at 08:15 \(UTC\)/);
  });
});
