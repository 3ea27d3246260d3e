import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  actionIn,
  invokeIn,
  conversationUpdateIn,
  createPlace,
  installationUpdateIn,
  messageIn,
  TENANT,
  type Place,
} from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';

forEachDatabase('a turn', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  let connector: Connector;
  let database: DatabasePlace;
  let cutover: RunningCutover;

  const start = () => startCutover(database, clock, { allowedTenants: [TENANT] });
  before(async () => {
    connector = await startConnector();
    database = await open();
    cutover = await start();
  });
  after(async () => {
    await cutover.stop();
    await connector.close();
  });

  /** All that was posted in the conversation and its threads. */
  const saidIn = ({ conversationId }: Place) =>
    connector.requests.filter((request) => request.conversationId.split(';', 1)[0] === conversationId);
  const summariesIn = (place: Place) => saidIn(place).map(({ activity }) => activity.summary ?? '');

  it('answers a question with a card that names its source', async () => {
    const chat = createPlace(connector.url, 'personal');
    await cutover.receive(messageIn(chat, 'when does V1 stop working'));
    const [said, ...others] = saidIn(chat);
    assert.equal(others.length, 0);
    assert.match(said?.activity.summary ?? '', /stops working on Sunday 1 October 2023, in 9 days/);
    assert.match(textOf(cardOf(said?.activity ?? {})), /^Source: \[.+\]\(https:\/\//m);
  });

  it('replies in the thread, to the message that asked', async () => {
    const channel = createPlace(connector.url);
    const question = messageIn(channel, 'when does V1 stop working');
    await cutover.receive(question);
    const [said] = saidIn(channel);
    assert.equal(said?.conversationId, `${channel.conversationId};messageid=${question.id}`);
    assert.equal(said.activityId, question.id);
    assert.match(said.activity.summary ?? '', /in 9 days/);
  });

  it('answers no bot, not even itself, and does nothing that one says', async () => {
    const chat = createPlace(connector.url, 'personal');
    const said = messageIn(chat, 'AADC88 runs 1.6.16.0');
    for (const from of [
      { id: '28:another-bot', name: 'Other' },
      { id: '29:helper', name: 'Helper', role: 'bot' },
      said['recipient'] as object,
    ]) {
      await cutover.receive({ ...said, id: randomUUID(), from });
    }
    assert.deepEqual(saidIn(chat), []);
    await cutover.receive(messageIn(chat, 'AADC88 is migrated'));
    assert.doesNotMatch(summariesIn(chat).join(), /1\.6\.16\.0/);
  });

  it('answers a repeated activity once, even when both arrive at once', async () => {
    const chat = createPlace(connector.url, 'personal');
    const [question, another] = [messageIn(chat, 'status'), messageIn(chat, 'status')];
    await cutover.receive(question, question);
    await Promise.all([another, another, another].map((activity) => cutover.receive(activity)));
    assert.equal(saidIn(chat).length, 2);
  });

  it('answers an invoke alike five times at once and once more later, and does its work once', async () => {
    const chat = createPlace(connector.url, 'personal');
    const press = actionIn(chat, '1', 'topic', { intent: 'deadline' });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => cutover.invoke(press)));
    answers.push(await cutover.invoke(press));
    assert.equal(answers[0]?.value, 'The answer is below.');
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assert.equal(saidIn(chat).length, 1);
  });

  it('answers an invoke that it does not know with nothing', async () => {
    const chat = createPlace(connector.url, 'personal');
    const response = await cutover.invokeRaw(invokeIn(chat, 'constructor', {}));
    assert.deepEqual([response.status, await response.text()], [200, '']);
  });

  const odd: [string, Record<string, unknown>, RegExp][] = [
    ['with nothing but a mention', { text: '' }, /^About|Cutover|help/i],
    ['with a file alone', { text: '', attachments: [{ contentType: 'image/png' }] }, /^I can only read text/],
    ['in another script', { text: 'متى يتوقف V1؟' }, /Did you mean|I don’t know/],
    ['with signs that nobody sees', { text: 'wh\u200ben does V1 st\u200dop working' }, /1 October 2023/],
    ['with entities', { text: 'when does V1 stop working &amp; why?' }, /1 October 2023/],
    ['of emoji', { text: '🔥🦖🔥' }, /I don’t know/],
    [
      'of 28 KB',
      { text: 'when does V1 stop working and '.repeat(950) },
      /^Your message is too long: I read it only up to “… [^”]+”\. Nothing after that was read or recorded: send it in another message\. .+1 October 2023/,
    ],
    ['of a code block', { text: '```\nGet-ADSyncScheduler | fl *\n```' }, /Did you mean|I don’t know/],
  ];
  for (const [what, changes, expected] of odd) {
    it(`gets one reply to a message ${what}`, async () => {
      const chat = createPlace(connector.url, 'personal');
      await cutover.receive({ ...messageIn(chat, ''), ...changes });
      assert.equal(saidIn(chat).length, 1);
      assert.match(summariesIn(chat)[0] ?? '', expected);
    });
  }

  it('welcomes a conversation once, though Teams sends two events', async () => {
    for (const kind of ['personal', 'groupChat', 'channel'] as const) {
      const place = createPlace(connector.url, kind);
      const told = [installationUpdateIn(place, 'add'), conversationUpdateIn(place, 'membersAdded')];
      await Promise.all(told.map((activity) => cutover.receive(activity)));
      await cutover.receive(installationUpdateIn(place, 'add'));
      assert.equal(saidIn(place).length, 1, kind);
      assert.match(summariesIn(place)[0] ?? '', /^Cutover helps you move off Azure AD Connect V1/);
    }
  });

  it('says in the language of the question that the answer is in English', async () => {
    const chat = createPlace(connector.url, 'personal');
    await cutover.receive(messageIn(chat, 'Bis wann läuft V1 noch?'), messageIn(chat, 'when does V1 stop?'));
    const [german = '', english = ''] = saidIn(chat).map(({ activity }) => textOf(cardOf(activity)));
    assert.match(german, /^Ich antworte auf Englisch\.\nWhen V1 stops working/m);
    assert.doesNotMatch(english, /Englisch/);
  });

  it('suggests three questions in a personal chat after a welcome, help or an unknown question', async () => {
    const suggestedIn = (place: Place) =>
      saidIn(place).map(({ activity }) =>
        (activity.suggestedActions?.actions ?? []).map(({ type, value }) => [type, String(value)]),
      );
    const chat = createPlace(connector.url, 'personal');
    await cutover.receive(installationUpdateIn(chat, 'add'));
    await cutover.receive(
      messageIn(chat, 'help'),
      messageIn(chat, 'book a table for two at an Italian restaurant'),
    );
    await cutover.receive(messageIn(chat, 'when does V1 stop working'));
    const [welcome = [], help = [], unknown = [], answer] = suggestedIn(chat);
    assert.deepEqual([welcome.length, help.length, unknown.length, answer], [3, 3, 3, []]);
    for (const [type, question = ''] of welcome) {
      assert.equal(type, 'imBack');
      await cutover.receive(messageIn(chat, question));
      assert.doesNotMatch(summariesIn(chat).at(-1) ?? '', /don’t know|Did you mean/);
    }
    const channel = createPlace(connector.url, 'channel');
    await cutover.receive(messageIn(channel, 'help'));
    assert.deepEqual(suggestedIn(channel), [[]]);
  });

  it('posts no welcome when a person is added', async () => {
    const channel = createPlace(connector.url);
    const joined = conversationUpdateIn(channel, 'membersAdded');
    await cutover.receive({ ...joined, membersAdded: [{ id: '29:somebody' }] });
    assert.deepEqual(saidIn(channel), []);
  });

  it('does not welcome again after a restart', async () => {
    const chat = createPlace(connector.url, 'personal');
    await cutover.receive(installationUpdateIn(chat, 'add'));
    await cutover.stop();
    cutover = await start();
    await cutover.receive(installationUpdateIn(chat, 'add'), conversationUpdateIn(chat, 'membersAdded'));
    assert.equal(saidIn(chat).length, 1);
  });

  it('ignores a tenant that is not allowed, and an activity without a tenant', async () => {
    const strange = createPlace(connector.url, 'personal', {
      tenantId: '99999999-9999-4999-8999-999999999999',
    });
    const nameless = createPlace(connector.url, 'personal');
    await cutover.receive(
      installationUpdateIn(strange, 'add'),
      messageIn(strange, 'status'),
      messageIn(strange, 'remind us at 09:00'),
      { ...messageIn(nameless, 'status'), channelData: {}, conversation: { id: nameless.conversationId } },
    );
    assert.deepEqual([...saidIn(strange), ...saidIn(nameless)], []);
  });

  it('explains what is wrong with a command, and what to type', async () => {
    const chat = createPlace(connector.url, 'personal');
    await cutover.receive(
      messageIn(chat, 'remind us at 25:00'),
      messageIn(chat, 'remind us at 17:30 Europe/Berln'),
      messageIn(chat, 'alerts here quiet 21:00-06:00 Europe/Berln'),
    );
    assert.match(summariesIn(chat)[0] ?? '', /25:00.* isn’t a time of day\. Write it like 09:00/);
    const [, reminders = '', alerts = ''] = summariesIn(chat);
    assert.match(reminders, /isn’t a time zone.*type: remind us at 17:30 Europe\/Berlin$/);
    assert.match(alerts, /isn’t a time zone.*type: alerts here quiet 21:00-06:00 Europe\/Berlin$/);
  });
});
