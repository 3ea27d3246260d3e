import assert from 'node:assert/strict';
import { createPlace, installationUpdateIn, messageIn, type Place } from '../support/activities.ts';
import { startConnector } from '../support/connector.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { remindersIn } from '../support/reminders.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

const SUBSCRIBED = '2023-09-23T08:00:00Z';
const SEVEN_DAYS_BEFORE = '2023-09-24T07:00:00Z'; // 09:00 in Berlin

forEachDatabase('reminders', (open) => {
  const clock = createManualClock(SUBSCRIBED);
  const { connector, cutover } = runCutover(open, clock);

  beforeEach(() => clock.set(SUBSCRIBED));

  const reminderIn = (place: Place) =>
    until(() => remindersIn(connector, place)[0], `a reminder in ${place.conversationId}`);
  const repliesOf = ({ conversationId }: Place) =>
    connector.requests.filter((request) => request.conversationId.startsWith(`${conversationId};`));

  /** Another channel's reminder, due a minute later, is there: the planner has looked again and all that was due before has gone out. */
  async function letAllGoOut(): Promise<void> {
    const other = createPlace(connector.url);
    const time = new Date(clock.now().getTime() + 60_000).toISOString().slice(11, 16);
    await cutover.receive(messageIn(other, `remind us at ${time} UTC`));
    clock.advance({ minutes: 1 });
    await reminderIn(other);
  }

  it('are posted once, as a new thread, in the channel’s morning', async () => {
    const channel = createPlace(connector.url);
    await cutover.receive(messageIn(channel, 'remind us at 09:00'));
    clock.set('2023-09-24T06:59:59.999Z');
    await letAllGoOut();
    const { conversationId, activity } = await reminderIn(channel);
    assert.equal(conversationId, channel.conversationId);
    assert.match(activity.summary ?? '', /stops working on Sunday 1 October 2023, in 7 days/);
    await letAllGoOut();
    assert.equal(remindersIn(connector, channel).length, 1);
  });

  it('are not posted before they are due', async () => {
    const channel = createPlace(connector.url);
    await cutover.receive(messageIn(channel, 'remind us at 09:30'));
    clock.set('2023-09-24T07:20:00Z');
    await letAllGoOut();
    assert.deepEqual(remindersIn(connector, channel), []);
  });

  it('use the zone that was named, or else the reader’s', async () => {
    const [named, told] = [
      createPlace(connector.url),
      createPlace(connector.url, 'channel', { zone: 'Asia/Tokyo' }),
    ];
    await cutover.receive(
      messageIn(named, 'remind us at 9am America/Los_Angeles'),
      messageIn(told, 'remind us at 9'),
    );
    clock.set('2023-09-24T00:00:00Z'); // 09:00 in Tokyo
    await reminderIn(told);
    assert.deepEqual(remindersIn(connector, named), []);
    clock.set('2023-09-24T16:00:00Z'); // 09:00 in Los Angeles
    await reminderIn(named);
  });

  it('say in each kind of conversation why they were posted and how to stop them', async () => {
    const places = (['personal', 'groupChat', 'channel'] as const).map((kind) =>
      createPlace(connector.url, kind),
    );
    for (const place of places) await cutover.receive(messageIn(place, 'remind us'));
    clock.set(SEVEN_DAYS_BEFORE);
    const texts = await Promise.all(
      places.map(async (place) => textOf(cardOf((await reminderIn(place)).activity))),
    );
    assert.match(texts[0] ?? '', /Reminders are set up in this chat.*, type: stop reminders/);
    assert.match(texts[1] ?? '', /Reminders are set up in this chat.*, type: @Cutover stop reminders/);
    assert.match(texts[2] ?? '', /Reminders are set up in this channel.*, type: @Cutover stop reminders/);
  });

  it('end when somebody stops them', async () => {
    const channel = createPlace(connector.url);
    await cutover.receive(messageIn(channel, 'remind us at 09:00'), messageIn(channel, 'stop reminders'));
    clock.set(SEVEN_DAYS_BEFORE);
    await letAllGoOut();
    assert.deepEqual(remindersIn(connector, channel), []);
    const said = repliesOf(channel).map(({ activity }) => activity.summary?.split('.')[0]);
    assert.deepEqual(said, ['Reminders are on', 'Reminders are off']);
  });

  it('are posted once, even if somebody stops them and asks again on that day', async () => {
    const channel = createPlace(connector.url);
    await cutover.receive(messageIn(channel, 'remind us at 09:00'));
    clock.set(SEVEN_DAYS_BEFORE);
    await reminderIn(channel);
    await cutover.receive(messageIn(channel, 'stop reminders'), messageIn(channel, 'remind us at 10:00'));
    clock.set('2023-09-24T08:00:00Z');
    await letAllGoOut();
    assert.equal(remindersIn(connector, channel).length, 1);
  });

  it('wait while the bot is removed; the newest is posted when it is back', async () => {
    const channel = createPlace(connector.url);
    await cutover.receive(messageIn(channel, 'remind us at 09:00'), installationUpdateIn(channel, 'remove'));
    clock.set(SEVEN_DAYS_BEFORE);
    await letAllGoOut();
    assert.deepEqual(remindersIn(connector, channel), []);
    await cutover.receive(installationUpdateIn(channel, 'add'));
    await until(() => remindersIn(connector, channel).length > 0, 'the reminder that waited');
    assert.equal(remindersIn(connector, channel).length, 1);
  });

  it('go to the last known service URL of the conversation', async () => {
    const channel = createPlace(connector.url);
    const moved = await startConnector();
    try {
      await cutover.receive(messageIn(channel, 'remind us at 09:00'));
      await cutover.receive(messageIn({ ...channel, serviceUrl: moved.url }, 'status'));
      clock.set(SEVEN_DAYS_BEFORE);
      await until(() => moved.requestsIn(channel.conversationId)[0], 'the reminder at the new address');
      assert.deepEqual(remindersIn(connector, channel), []);
    } finally {
      await moved.close();
    }
  });

  it('stay set up after the cut-off, and say what they wait for', async () => {
    const channel = createPlace(connector.url);
    clock.set('2026-11-22T12:00:00Z');
    await cutover.receive(messageIn(channel, 'remind us at 09:00'));
    assert.match(
      repliesOf(channel)[0]?.activity.summary ?? '',
      /^Reminders are on\. Azure AD Connect V1 stopped working on Sunday 1 October 2023, 3 years ago.*The last scheduled reminder has passed. While a reported server still runs Azure AD Connect V1, one is posted every week at/,
    );
  });
});

forEachDatabase('reminders for a newcomer', (open) => {
  const clock = createManualClock(SUBSCRIBED);
  const { connector, cutover } = runCutover(open, clock, { remindAtOnce: true });

  for (const [when, told] of [
    ['2023-09-22T12:00:00Z', 'in 9 days'],
    ['2023-09-25T12:00:00Z', 'in 6 days'],
    ['2023-10-01T12:00:00Z', 'today'],
    ['2023-10-07T12:00:00Z', '6 days ago'],
  ] as const) {
    it(`come at once on ${when.slice(0, 10)}, and once`, async () => {
      clock.set(when);
      const channel = createPlace(connector.url);
      await cutover.receive(messageIn(channel, 'remind us at 09:00'));
      const { activity } = await until(() => remindersIn(connector, channel)[0], 'a reminder');
      assert.ok(activity.summary?.includes(told), activity.summary);
      await cutover.receive(messageIn(channel, 'remind us at 10:00'));
      const other = createPlace(connector.url);
      await cutover.receive(messageIn(other, 'remind us at 09:00'));
      await until(() => remindersIn(connector, other)[0], 'a reminder elsewhere, planned later');
      assert.equal(remindersIn(connector, channel).length, 1);
    });
  }
});
